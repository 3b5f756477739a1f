import { escapeHtml } from './highlight';
import type { FormulaRoom } from './formulaBudget';
import { partOf } from './parts';

/**
 * A formula as MathML, or as its source where that is not possible: the part that converts it is not loaded, does not
 * understand it, or the message has no room for it.
 */
export function mathHtml(tex: string, tag: 'div' | 'span', isBlock: boolean, room: FormulaRoom): string {
  const content = mathMl(tex, isBlock, room) ?? `<code class="md-math-source">${escapeHtml(tex)}</code>`;
  return `<${tag} class="md-math${isBlock ? ' is-block' : ''}">${content}</${tag}>`;
}

function mathMl(tex: string, isBlock: boolean, room: FormulaRoom): string | undefined {
  const toMathMl = partOf('math');
  if (!toMathMl || !room.take(tex.length)) return undefined;
  const html = toMathMl(tex, isBlock);
  return html === undefined || room.take(html.split('<').length) ? html : undefined;
}
