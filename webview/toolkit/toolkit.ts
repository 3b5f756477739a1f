import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeProgressRing,
  vsCodeTextArea,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

/**
 * Registers the toolkit's elements that the view uses. The only importer of the toolkit: it is archived upstream, so it
 * must stay replaceable. Badge and tag are left out because they break the view's Content-Security-Policy.
 */
export function registerToolkit(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeProgressRing(),
    vsCodeTextArea(),
    vsCodeTextField(),
  );
}

/** What the view needs to know of `<vscode-text-area>`: its value, and the textarea inside that holds the caret. */
export interface TextAreaElement extends HTMLElement {
  value: string;
  readonly control: HTMLTextAreaElement;
}

/** What the view needs to know of `<vscode-text-field>`. */
export interface TextFieldElement extends HTMLElement {
  value: string;
  readonly control: HTMLInputElement;
}
