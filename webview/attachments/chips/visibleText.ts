import { html } from 'lit-html';
import { hiddenCharacters } from '../../../src/shared/outgoing/hiddenText';

/** A text whose invisible characters are shown by their code points, so that it reads as the workflow reads it. */
export function visibleText(text: string): unknown {
  let from = 0;
  const pieces = hiddenCharacters(text).map(({ index, character }) => {
    const before = text.slice(from, index);
    from = index + character.length;
    return html`${before}<mark>${codePointOf(character)}</mark>`;
  });
  return html`${pieces}${text.slice(from)}`;
}

function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
