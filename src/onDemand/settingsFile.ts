export { moveToken } from '../host/workflows/settingsFile/moveToken';
export { moveTokenCommand, SettingsDiagnostics } from '../host/workflows/settingsFile/settingsDiagnostics';
