import { html, type TemplateResult } from 'lit-html';

/** Characters of a long name that are always shown at its end: the ending, and what distinguishes numbered files. */
const tailLength = 12;

/** A shorter name is not split. */
const splitFrom = 24;

const graphemes = new Intl.Segmenter();

/**
 * A name that is shortened in its middle where there is no room. A name written from right to left is shortened at its
 * end, because its parts would be out of order.
 */
export function chipName(name: string): TemplateResult {
  const letters = [...graphemes.segment(name)].map(({ segment }) => segment);
  const isSplit = letters.length >= splitFrom && !/\p{Script=Arabic}|\p{Script=Hebrew}/u.test(name);
  const at = isSplit ? letters.length - tailLength : letters.length;
  return html`<span class="name" dir="auto"
    ><span class="head">${letters.slice(0, at).join('')}</span
    ><span class="tail">${letters.slice(at).join('')}</span></span
  >`;
}
