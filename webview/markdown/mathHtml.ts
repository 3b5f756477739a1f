import { escapeHtml } from './highlight';
import { partOf } from './parts';

/** A formula as MathML, or as its source while the part that converts it is not there or does not understand it. */
export function mathHtml(tex: string, tag: 'div' | 'span', isBlock: boolean): string {
  const mathMl = convert(tex, isBlock);
  const content = mathMl ?? `<code class="md-math-source">${escapeHtml(tex)}</code>`;
  return `<${tag} class="md-math${isBlock ? ' is-block' : ''}">${content}</${tag}>`;
}

function convert(tex: string, isBlock: boolean): string | undefined {
  const toMathMl = partOf('math');
  if (!toMathMl) return undefined;
  try {
    return toMathMl(tex, isBlock);
  } catch {
    // TeX from the service may be anything; its source is the best that can be shown.
    return undefined;
  }
}
