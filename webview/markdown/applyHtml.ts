import type { HtmlParts } from './htmlParts';
import { morph } from './morph';
import { sanitize } from './sanitize';

/**
 * Brings an element from one state of its HTML to the next; `before` is `undefined` for a new one. Only children from
 * the first that differs are made again. Gives whether anything changed.
 */
export function applyHtml(root: HTMLElement, before: HtmlParts | undefined, after: HtmlParts): boolean {
  const first = before ? firstDifference(before.children, after.children) : 0;
  const isSameFrame = before?.open === after.open && before.close === after.close;
  if (isSameFrame && first === after.children.length && first === before.children.length) return false;
  if (!isSameFrame || !applyChildren(root, before, after, first)) {
    root.replaceChildren(sanitize(after.open + after.children.join('') + after.close));
  }
  return true;
}

function applyChildren(root: HTMLElement, before: HtmlParts, after: HtmlParts, first: number): boolean {
  const fragment = sanitize(after.open + after.children.slice(first).join('') + after.close);
  const target = holderOf(root, after);
  const source = holderOf(fragment, after);
  if (!target || !source) return false;
  const fresh = [...source.childNodes];
  const olds = [...target.childNodes];
  if (fresh.length !== after.children.length - first || olds.length !== before.children.length) return false;
  for (const [index, node] of fresh.entries()) {
    const old = olds[first + index];
    if (old) morph(old, node);
    else target.appendChild(node);
  }
  for (const old of olds.slice(after.children.length)) old.remove();
  return true;
}

function holderOf(root: HTMLElement | DocumentFragment, parts: HtmlParts): ParentNode | null {
  return parts.holder === '' ? root : root.querySelector(parts.holder);
}

function firstDifference(before: readonly string[], after: readonly string[]): number {
  let index = 0;
  while (index < after.length && index < before.length && before[index] === after[index]) index++;
  return index;
}
