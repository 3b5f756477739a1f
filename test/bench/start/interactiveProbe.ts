/**
 * Runs in every frame of the workbench before its scripts. VS Code writes the page of a webview into a nested frame, which
 * discards scripts started there, so the outer frame observes the inner one. It sets `interactiveAt` to Date.now() when
 * the inner frame first shows a control: the button of the bare view, or a button of ours, which appears with the
 * conversation.
 */
export const interactiveProbe = `(() => {
  const look = () => {
    const inner = document.querySelector('iframe#active-frame')?.contentDocument;
    const button = inner?.querySelector('body > vscode-button, .empty vscode-button');
    if (!button?.shadowRoot || button.getBoundingClientRect().height === 0) {
      requestAnimationFrame(look);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); globalThis.interactiveAt = Date.now(); };
    port2.postMessage(0);
  };
  requestAnimationFrame(look);
})();`;
