import { vsCodeButton } from '@vscode/webview-ui-toolkit/dist/button/index.js';
import { vsCodeTextArea } from '@vscode/webview-ui-toolkit/dist/text-area/index.js';
import { vsCodeTextField } from '@vscode/webview-ui-toolkit/dist/text-field/index.js';
import { provideVSCodeDesignSystem } from '@vscode/webview-ui-toolkit/dist/vscode-design-system.js';

/**
 * Registers the toolkit elements that the view uses. This is the only importer of the toolkit, which is archived
 * upstream and must stay replaceable. Badge and tag are left out because they violate the Content-Security-Policy of
 * the page.
 */
export function registerToolkit(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeTextArea(), vsCodeTextField());
}

/** The used part of `<vscode-text-area>`. `control` is the textarea in its shadow tree. */
export interface TextAreaElement extends HTMLElement {
  value: string;
  readonly control: HTMLTextAreaElement;
}

/** The used part of `<vscode-text-field>`. */
export interface TextFieldElement extends HTMLElement {
  value: string;
  readonly control: HTMLInputElement;
}
