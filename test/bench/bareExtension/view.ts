import { provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';

provideVSCodeDesignSystem().register(vsCodeButton());
const main = document.querySelector('main');
window.addEventListener('message', (event: MessageEvent<string>) => main?.append(event.data));
