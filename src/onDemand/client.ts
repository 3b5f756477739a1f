export { CozeClient } from '../coze/cozeClient';
