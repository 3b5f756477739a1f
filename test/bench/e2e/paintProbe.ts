/**
 * Runs in every frame of the workbench before its scripts. VS Code writes the page of a webview into a nested frame, which
 * discards scripts started there, so the outer frame observes the inner one. It records in `paintedMarks`, as Date.now(),
 * when the mark `⟦n⟧` of the n-th piece was painted: text that changes in an animation-frame callback is painted at the
 * end of that frame, other text in the next one. A task posted in the callback runs after the paint.
 */
export const paintProbe = `(() => {
  const painted = (globalThis.paintedMarks = {});
  const afterPaint = (callback) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); callback(); };
    port2.postMessage(0);
  };
  const watch = (inner, root) => {
    let isInFrame = false;
    let pending = [];
    const original = inner.requestAnimationFrame.bind(inner);
    inner.requestAnimationFrame = (callback) =>
      original((time) => {
        isInFrame = true;
        afterPaint(() => { isInFrame = false; });
        callback(time);
      });
    const note = () => {
      const now = Date.now();
      for (const mark of pending) painted[mark] ??= now;
      pending = [];
    };
    const observer = new inner.MutationObserver((records) => {
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
    observer.observe(root, { subtree: true, childList: true, characterData: true });
  };
  const watched = new WeakSet();
  const look = () => {
    const inner = document.querySelector('iframe#active-frame');
    const root = inner?.contentDocument?.documentElement;
    if (root && inner.contentDocument.body && !watched.has(root)) {
      watched.add(root);
      watch(inner.contentWindow, root);
    }
    // Uses a timer, because requesting frames would make an idle page render sixty frames a second.
    setTimeout(look, 50);
  };
  look();
})();`;
