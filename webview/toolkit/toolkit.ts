import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeTextArea,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

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
