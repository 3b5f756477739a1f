import { escapeHtml } from './highlight';
import type { FormulaRoom } from './formulaBudget';
import { isComing } from '../../onDemand/loader';
import { partOf } from '../../onDemand/registry';

/**
 * A formula as MathML, or as its source where that is not possible: the part that converts it cannot be loaded, does not
 * understand it, or the message has no room for it. While the part is being loaded there is nothing to see.
 */
export function mathHtml(tex: string, tag: 'div' | 'span', isBlock: boolean, room: FormulaRoom): string {
  const source = `<code class="md-math-source">${escapeHtml(tex)}</code>`;
  const content = mathMl(tex, isBlock, room) ?? (isComing('math') ? '' : source);
  return `<${tag} class="md-math${isBlock ? ' is-block' : ''}" data-tex="${escapeHtml(tex)}">${content}</${tag}>`;
}

function mathMl(tex: string, isBlock: boolean, room: FormulaRoom): string | undefined {
  const toMathMl = partOf('math');
  if (!toMathMl || !room.take(tex.length)) return undefined;
  const html = toMathMl(tex, isBlock);
  return html === undefined || room.take(html.split('<').length) ? html : undefined;
}
