export { askForExpiry } from '../host/account/expiryBox';
export { showExpiryReminder } from '../host/account/expiryReminder';
export { askForToken } from '../host/account/tokenBox';
export { showCheck } from '../host/connection/checkNotice';
export { checkConnection } from '../host/connection/connectionCheck';
export { useOtherCloud } from '../host/connection/useOtherCloud';
