export { testSecretsOf } from '../host/chatflowTests/secrets/askForSecret';
export { openConversationTest } from '../host/chatflowTests/writing/conversationTest';
export { openTestExplorer } from '../host/chatflowTests/testExplorer';
