/** Closing tags and line breaks at the end of HTML. */
const closing = /(?:<\/[a-z0-9]+>|\n)*$/;

/**
 * Fast path: appends to the last text node of an element if its HTML has only grown by plain text, as in most of a
 * stream. Parses no HTML, so only text can result. Conservative: returns false and does nothing otherwise.
 */
export function growText(element: ChildNode | undefined, before: string, after: string): boolean {
  const end = closing.exec(before)?.index ?? before.length;
  const tail = before.slice(end);
  if (after.length <= before.length || !after.endsWith(tail) || !after.startsWith(before.slice(0, end)))
    return false;
  const more = after.slice(end, after.length - tail.length);
  if (/[<>&]/.test(more)) return false;
  const last = lastText(element);
  // Entities and tags differ between HTML and text, so only plain characters can be compared.
  const known = before.slice(Math.max(0, end - 8), end);
  if (!last || known === '' || /[<>&;]/.test(known) || !last.data.endsWith(known)) return false;
  last.appendData(more);
  return true;
}

function lastText(element: ChildNode | undefined): Text | undefined {
  let node: ChildNode | null | undefined = element;
  while (node && !(node instanceof Text)) {
    node = node.lastChild;
    while (node instanceof Text && node.data.trim() === '') node = node.previousSibling;
  }
  return node ?? undefined;
}
