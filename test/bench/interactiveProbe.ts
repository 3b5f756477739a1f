/**
 * Runs in every frame of the workbench before its scripts. Notes as Date.now() in `interactiveAt` when the frame first
 * shows something that can be used: the button of the bare view, or a button of ours once it knows the conversation.
 */
export const interactiveProbe = `(() => {
  const look = () => {
    const button = document.querySelector('body > vscode-button, .empty vscode-button');
    if (button?.shadowRoot && button.getBoundingClientRect().height > 0) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { port1.close(); globalThis.interactiveAt = Date.now(); };
      port2.postMessage(0);
      return;
    }
    requestAnimationFrame(look);
  };
  if (globalThis !== globalThis.top) requestAnimationFrame(look);
})();`;
