import { html, nothing } from 'lit-html';
import { findSecrets } from '../../src/shared/outgoing/findSecrets';
import { countHiddenCharacters } from '../../src/shared/outgoing/hiddenText';
import { foreignText } from '../../src/shared/text/foreignText';
import type { Draft } from '../app/localState';
import { fill, number } from '../words/text';
import { chipNote, removeButton, type Chip } from './chip';
import { chipName } from './chipName';
import { kindIcon } from './kindIcon';
import { words } from './words';

/** Characters of a text that its unfolded chip shows. */
const shownLength = 20_000;

/** Lines that are named in a warning. */
const namedLines = 5;

/** The chips of texts that are sent after the typed one: long pastes, and selections of editors. */
export function textChips(draft: Draft, setDraft: (draft: Draft) => void): readonly Chip[] {
  const { pastes, snippets = [] } = draft;
  return [
    ...pastes.map((text, index) => {
      const without = { ...draft, pastes: pastes.toSpliced(index, 1) };
      return textChip(
        `paste ${index}`,
        words.pasted,
        text,
        () => setDraft(without),
        () => setDraft({ ...without, text: joined(draft.text, text) }),
      );
    }),
    ...snippets.map(({ label, text }, index) => {
      const without = { ...draft, snippets: snippets.toSpliced(index, 1) };
      return textChip(
        `snippet ${index}`,
        foreignText(label),
        text,
        () => setDraft(without),
        () => setDraft({ ...without, text: joined(draft.text, text) }),
      );
    }),
  ];
}

function textChip(key: string, name: string, text: string, remove: () => void, inline: () => void): Chip {
  const size = sizeOf(text);
  const warning = warningOf(text);
  const label = fill(words.label, { name, size });
  return {
    key,
    name: label,
    label: warning === '' ? label : `${label}. ${warning}`,
    tooltip: label,
    look: 'folded',
    remove,
    content: (tabIndex) =>
      html`<details>
          <summary tabindex=${tabIndex}>
            ${kindIcon('text')} ${chipName(name)} <span class="size">${size}</span>
          </summary>
          <pre tabindex=${tabIndex}>${text.slice(0, shownLength)}</pre>
          ${
            text.length > shownLength
              ? html`<p class="note">${fill(words.shortened, { count: number(shownLength) })}</p>`
              : nothing
          }
          <button class="link" tabindex=${tabIndex} @click=${inline}>${words.inline}</button>
        </details>
        ${removeButton(label, tabIndex, remove)} ${chipNote(warning)}`,
  };
}

function joined(before: string, after: string): string {
  return before === '' ? after : `${before}\n${after}`;
}

function sizeOf(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).length;
  const template = lines === 1 ? words.textSizeOneLine : words.textSize;
  return fill(template, { lines: number(lines), characters: number(text.length) });
}

/** Warnings by text: chips are rendered at every key press. */
const warnings = new Map<string, string>();

function warningOf(text: string): string {
  const known = warnings.get(text);
  if (known !== undefined) return known;
  const hidden = countHiddenCharacters(text);
  const lines = [...new Set(findSecrets(text).map(({ line }) => line))];
  const warning = [
    ...(lines.length > 0 ? [fill(words.secrets, { lines: lineList(lines) })] : []),
    ...(hidden > 0 ? [fill(words.hiddenCharacters, { count: number(hidden) })] : []),
  ].join(' ');
  if (warnings.size >= 20) warnings.clear();
  warnings.set(text, warning);
  return warning;
}

function lineList(lines: readonly number[]): string {
  const named = lines.slice(0, namedLines).map(number).join(', ');
  const count = lines.length - namedLines;
  return count > 0 ? fill(words.moreLines, { lines: named, count: number(count) }) : named;
}
