/**
 * Runs in every frame of the workbench before its scripts. VS Code writes the page of a webview into a frame within a
 * frame, which ends what was begun there before; so the outer frame watches the inner one. It notes as Date.now() in
 * `interactiveAt` when the inner one first shows something that can be used: the button of the bare view, or a button
 * of ours, which is there once the view knows the conversation.
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
