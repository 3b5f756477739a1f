export { ConnectionPage } from '../host/connection/connectionPage';
