import { html, nothing } from 'lit-html';
import { fill, number, text } from '../words/text';

/** States that something is not shown: by default, how many items of a list exceed the limit. */
export function omitted(count: number | undefined, words: string = text.omitted): unknown {
  return count === undefined
    ? nothing
    : html`<p class="note">${fill(words, { count: number(Math.max(1, count)) })}</p>`;
}

/** States that only the beginning of a text is shown, if it is longer than `shown`. Copying must copy all of it. */
export function truncated(length: number, shown: number): unknown {
  return omitted(length > shown ? shown : undefined, text.truncated);
}
