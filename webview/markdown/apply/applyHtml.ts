import type { BlockHtml } from '../render/blockHtml';
import { morph } from './morph';
import { sanitize } from '../../trust/sanitize';

/**
 * Updates an element from one version of its HTML to the next; `before` is `undefined` for a new element. Only children
 * from the first difference on are replaced. Returns whether anything has changed.
 */
export function applyHtml(root: HTMLElement, before: BlockHtml | undefined, after: BlockHtml): boolean {
  const first = before ? firstDifference(before.children, after.children) : 0;
  const isSameFrame = before?.open === after.open && before.close === after.close;
  if (isSameFrame && first === after.children.length && first === before.children.length) return false;
  if (!isSameFrame || !applyChildren(root, before, after, first)) {
    root.replaceChildren(sanitize(after.open + after.children.join('') + after.close));
  }
  return true;
}

function applyChildren(root: HTMLElement, before: BlockHtml, after: BlockHtml, first: number): boolean {
  const holder = holderOf(root, after);
  const fragment = sanitize(after.open + after.children.slice(first).join('') + after.close);
  const source = holderOf(fragment, after);
  if (!holder || !source) return false;
  const fresh = [...source.childNodes];
  const olds = [...holder.childNodes];
  if (fresh.length !== after.children.length - first || olds.length !== before.children.length) return false;
  for (const [index, node] of fresh.entries()) {
    const known = olds[first + index];
    if (known) morph(known, node);
    else holder.appendChild(node);
  }
  for (const one of olds.slice(after.children.length)) one.remove();
  return true;
}

function holderOf(root: HTMLElement | DocumentFragment, html: BlockHtml): ParentNode | null {
  return html.holder === '' ? root : root.querySelector(html.holder);
}

function firstDifference(before: readonly string[], after: readonly string[]): number {
  let index = 0;
  while (index < after.length && index < before.length && before[index] === after[index]) index++;
  return index;
}
