/**
 * Runs in every frame of the workbench before its scripts. Notes when the mark `⟦n⟧` of the n-th piece was painted, as
 * Date.now(): text that changes in a frame's callback is painted at the end of that frame, other text in the next one.
 * A task posted in the frame's callback runs after the paint.
 */
export const paintProbe = `(() => {
  const painted = (globalThis.paintedMarks = {});
  let isInFrame = false;
  const original = globalThis.requestAnimationFrame.bind(globalThis);
  const afterPaint = (callback) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); callback(); };
    port2.postMessage(0);
  };
  globalThis.requestAnimationFrame = (callback) =>
    original((time) => {
      isInFrame = true;
      afterPaint(() => { isInFrame = false; });
      callback(time);
    });
  let pending = [];
  const note = () => {
    const marks = pending;
    pending = [];
    const now = Date.now();
    for (const mark of marks) painted[mark] ??= now;
  };
  const observer = new MutationObserver((records) => {
    const isFirst = pending.length === 0;
    for (const record of records) {
      const nodes = record.type === 'characterData' ? [record.target] : record.addedNodes;
      for (const node of nodes)
        for (const [, mark] of (node.textContent ?? '').matchAll(/⟦(\\d+)⟧/g))
          if (!(mark in painted)) pending.push(mark);
    }
    if (!isFirst || pending.length === 0) return;
    if (isInFrame) afterPaint(note);
    else original(() => afterPaint(note));
  });
  const watch = () => observer.observe(document, { subtree: true, childList: true, characterData: true });
  watch();
  // VS Code writes the page of a webview into a document that exists already.
  document.addEventListener('DOMContentLoaded', watch);
})();`;
