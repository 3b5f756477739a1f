import { html, nothing } from 'lit-html';
import { fill, number, text } from '../words/text';

/** Says how many items of a list are not shown because there are more than the limit. */
export function omitted(count: number | undefined, words: string = text.omitted): unknown {
  return count === undefined
    ? nothing
    : html`<p class="note">${fill(words, { count: number(Math.max(1, count)) })}</p>`;
}
