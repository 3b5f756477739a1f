export { askForToken } from '../host/account/tokenBox';
