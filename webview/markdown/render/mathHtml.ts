import { escapeHtml } from './highlight';
import type { FormulaRoom } from './formulaBudget';
import { isComing } from '../../onDemand/loader';
import { partOf } from '../../onDemand/registry';

/**
 * Renders a formula as MathML, or as its source if the converter cannot be loaded or does not accept it, or the budget
 * of the message is exhausted. Empty while the converter is being loaded.
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
