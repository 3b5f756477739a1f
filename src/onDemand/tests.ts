export { openConversationTest } from '../host/chatflowTests/writing/conversationTest';
export { openTestExplorer } from '../host/chatflowTests/testExplorer';
