/** HTML that ends within text: everything after the text is closing tags and line breaks. */
const closing = /(?:<\/[a-z0-9]+>|\n)*$/;

/**
 * Adds to the last text of an element what its HTML has grown by, when that is nothing but more of the same text: most
 * of a stream is. No HTML is parsed, so nothing but text can come of it. False when it is anything else, and nothing done.
 */
export function growText(element: ChildNode | undefined, before: string, after: string): boolean {
  const end = closing.exec(before)?.index ?? before.length;
  const tail = before.slice(end);
  if (after.length <= before.length || !after.endsWith(tail) || !after.startsWith(before.slice(0, end)))
    return false;
  const more = after.slice(end, after.length - tail.length);
  if (/[<>&]/.test(more)) return false;
  const last = lastText(element);
  // An entity or a tag before the end is read differently in HTML and in text: only plain letters can be compared.
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
