export { CozeApiClient } from '../coze/cozeApiClient';
export { CozeClient } from '../coze/cozeClient';
