/**
 * Makes a node equal to `fresh` with few changes, or replaces it. Equal descendants are kept, so that a selection in
 * growing text survives and only new content is laid out. Moves nodes out of `fresh`.
 */
export function morph(old: ChildNode, fresh: ChildNode): void {
  // The user's choice is kept.
  if (old instanceof HTMLDetailsElement && fresh instanceof HTMLDetailsElement) fresh.open = old.open;
  if (old instanceof Text && fresh instanceof Text) updateText(old, fresh.data);
  else if (old instanceof Element && fresh instanceof Element && isAlike(old, fresh))
    morphChildren(old, fresh);
  else old.replaceWith(fresh);
}

function morphChildren(target: Node, source: Node): void {
  let old = target.firstChild;
  let fresh = source.firstChild;
  while (fresh) {
    const nextFresh: ChildNode | null = fresh.nextSibling;
    if (!old) target.appendChild(fresh);
    else {
      const nextOld: ChildNode | null = old.nextSibling;
      morph(old, fresh);
      old = nextOld;
    }
    fresh = nextFresh;
  }
  while (old) {
    const next = old.nextSibling;
    old.remove();
    old = next;
  }
}

function updateText(text: Text, data: string): void {
  if (text.data === data) return;
  if (data.startsWith(text.data)) text.appendData(data.slice(text.length));
  else text.data = data;
}

function isAlike(old: Element, fresh: Element): boolean {
  if (old.localName !== fresh.localName || old.namespaceURI !== fresh.namespaceURI) return false;
  if (old.attributes.length !== fresh.attributes.length) return false;
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) return false;
  return true;
}
