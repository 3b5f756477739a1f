import { html, nothing } from 'lit-html';
import { fill, number, text } from '../words/text';

/** States how many items of a list exceed the limit and are not shown. */
export function omitted(count: number | undefined, words: string = text.omitted): unknown {
  return count === undefined
    ? nothing
    : html`<p class="note">${fill(words, { count: number(Math.max(1, count)) })}</p>`;
}
