import type { CopiedText } from '../onDemand/registry';

/** Elements that are not part of the text. Of an image that is not loaded, only its alternative text is. */
const controls =
  'button:not(.md-image), vscode-button, form, .hidden, .md-code-head, .md-image-load, .md-image-note, figcaption, .actions, .facts, .chips, .reasoning > summary, details:not([open]) > :not(summary)';

/** Elements with an empty line before and after them, and elements that begin a line. */
const apart =
  'article, p, h3, h4, h5, h6, ul, ol, blockquote, hr, figure, dl, .plain, .md-code, .md-table, .md-math.is-block';
const onLines = 'div, details, summary, li, tr, dt, dd, pre';
const asWritten = 'pre, .plain';
const keptAttributes: ReadonlySet<string> = new Set(['href', 'start', 'value', 'dir', 'open', 'alt']);

/**
 * Returns the text of a selection without the controls of the view, as plain text and as HTML: formulas as TeX, table
 * cells separated by tabs, list items with their markers, code unchanged.
 */
export function copiedText(selected: Range): CopiedText {
  const range = withWholeFormulas(selected);
  const content = contentOf(range);
  for (const element of content.querySelectorAll(controls)) element.remove();
  const around = elementOf(range.commonAncestorContainer);
  const text = new PlainText(around?.closest(asWritten) != null);
  text.addChildren(content);
  return { plain: text.result(), html: htmlOf(content) };
}

function elementOf(node: Node): Element | null {
  return node instanceof Element ? node : node.parentElement;
}

/** Extends a range that begins or ends within a formula to the whole formula. */
function withWholeFormulas(selected: Range): Range {
  const range = selected.cloneRange();
  const first = elementOf(range.startContainer)?.closest('[data-tex]');
  const last = elementOf(range.endContainer)?.closest('[data-tex]');
  if (first) range.setStartBefore(first);
  if (last) range.setEndAfter(last);
  return range;
}

/** Copies the content of a range. List items stay in a list, and the first one keeps its number. */
function contentOf(range: Range): DocumentFragment {
  const content = range.cloneContents();
  const around = elementOf(range.commonAncestorContainer);
  if (around?.matches('ol, ul')) {
    const list = around.cloneNode();
    list.appendChild(content);
    content.append(list);
  }
  let first: Node = content;
  while (first.firstChild) first = first.firstChild;
  let copy = elementOf(first)?.closest('li');
  let item = elementOf(range.startContainer)?.closest('li');
  while (copy && item) {
    copy.value = numberOf(item);
    copy = copy.parentElement?.closest('li');
    item = item.parentElement?.closest('li');
  }
  return content;
}

/** The number shown at an item of an ordered list. */
function numberOf(item: HTMLLIElement): number {
  if (item.hasAttribute('value')) return item.value;
  const before = item.previousElementSibling;
  if (before instanceof HTMLLIElement) return numberOf(before) + 1;
  return item.parentElement instanceof HTMLOListElement ? item.parentElement.start : 1;
}

function markOf(element: Element): string {
  if (!(element instanceof HTMLLIElement)) return '';
  return element.parentElement instanceof HTMLOListElement ? `${String(numberOf(element))}. ` : '- ';
}

/** Collects the text of elements as plain text. */
class PlainText {
  private readonly pieces: string[] = [];
  /** Line breaks due before the next text. */
  private breaks = 0;
  /** Line breaks of the text, which count only if more text follows in the same element. */
  private newlines = '';
  private mark = '';
  private hasSpace = false;
  private isLineStart = true;
  private depth = 0;

  constructor(private isAsWritten: boolean) {}

  result(): string {
    return this.pieces.join('') + (this.isAsWritten ? this.newlines : '');
  }

  addChildren(parent: Node): void {
    for (const child of parent.childNodes) {
      if (child instanceof Text) this.addText(child.data);
      else if (child instanceof Element) this.addElement(child);
    }
  }

  private addElement(element: Element): void {
    const breaks = this.breaksAround(element);
    // A long table or code block consists of several elements.
    this.breaks = element.matches('.is-continued') ? Math.min(breaks, 1) : Math.max(this.breaks, breaks);
    const tex = element.getAttribute('data-tex');
    if (tex !== null) this.putWord(element.matches('.is-block') ? `$$${tex}$$` : `$${tex}$`);
    else if (element.matches('br')) this.breakLine(element);
    else if (element.matches('.md-task')) this.putWord(element.matches('.is-done') ? '[x] ' : '[ ] ');
    else if (element instanceof HTMLImageElement) this.putWord(element.alt);
    else this.addContent(element);
    this.breaks = Math.max(this.breaks, breaks);
    if (element.matches('td, th') && element.nextElementSibling) {
      this.put('\t');
      this.isLineStart = true;
    }
  }

  private addContent(element: Element): void {
    const before = this.isAsWritten;
    const isList = element.matches('ul, ol');
    this.isAsWritten ||= element.matches(asWritten);
    if (isList) this.depth++;
    const mark = markOf(element);
    if (mark !== '') this.mark = '  '.repeat(Math.max(0, this.depth - 1)) + mark;
    this.addChildren(element);
    if (isList) this.depth--;
    this.isAsWritten = before;
  }

  private breaksAround(element: Element): number {
    if (element.matches(apart)) return this.depth > 0 && element.matches('ul, ol') ? 1 : 2;
    return element.matches(onLines) ? 1 : 0;
  }

  private addText(data: string): void {
    if (this.isAsWritten) {
      const isLine = data.endsWith('\n');
      this.put(isLine ? data.slice(0, -1) : data);
      if (isLine) this.newlines += '\n';
      return;
    }
    const words = data.replace(/[ \t\n\r]+/g, ' ');
    this.hasSpace ||= words.startsWith(' ');
    const word = words.replace(/^ | $/g, '');
    if (word === '') return;
    this.putWord(word);
    this.hasSpace = words.endsWith(' ');
  }

  private breakLine(element: Element): void {
    if (element.closest('td, th')) this.hasSpace = true;
    else this.newlines += '\n';
  }

  /** Adds text to a line, after a space if one is due. */
  private putWord(word: string): void {
    const isWithin = !this.isLineStart && this.breaks === 0 && this.newlines === '';
    this.put(isWithin && this.hasSpace ? ` ${word}` : word);
  }

  private put(text: string): void {
    if (text === '') return;
    const isFirst = this.pieces.length === 0;
    this.pieces.push(this.breaks === 0 ? this.newlines : isFirst ? '' : '\n'.repeat(this.breaks));
    this.pieces.push(this.mark, text);
    this.breaks = 0;
    this.newlines = '';
    this.mark = '';
    this.hasSpace = false;
    this.isLineStart = false;
  }
}

/** Serialises the content without attributes that only this page understands. */
function htmlOf(content: DocumentFragment): string {
  for (const element of content.querySelectorAll('*')) {
    if (element instanceof MathMLElement) continue;
    for (const name of element.getAttributeNames()) {
      if (!keptAttributes.has(name)) element.removeAttribute(name);
    }
  }
  const holder = document.createElement('div');
  holder.append(content);
  return holder.getHTML().replace(/<!--[^]*?-->/g, '');
}
