import { html, nothing } from 'lit-html';
import { foreignText } from '../../../src/shared/text/foreignText';
import type { Draft } from '../../state/localState';
import { icon } from '../../ui/icons';
import { fill, number } from '../../words/text';
import { removeButton, type Chip } from './chip';
import { chipName } from './chipName';
import { kindIcon } from './kindIcon';
import { textWarnings } from './textWarnings';
import { visibleText } from './visibleText';
import { words } from '../words';

/** Characters of a text that its unfolded chip shows. */
const shownLength = 20_000;

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
  const warnings = textWarnings(text);
  const label = fill(words.label, { name, size });
  return {
    key,
    name: label,
    label: [label, ...warnings].join('\n'),
    tooltip: label,
    ...(warnings.length > 0 && { look: 'warned' }),
    remove,
    content: (tabIndex) =>
      html`<div class="line">
          <details>
            <summary tabindex=${tabIndex}>
              ${kindIcon('text')} ${chipName(name)} <span class="size">${size}</span>
            </summary>
            <pre tabindex=${tabIndex}>${visibleText(text.slice(0, shownLength))}</pre>
            ${
              text.length > shownLength
                ? html`<p class="note">${fill(words.shortened, { count: number(shownLength) })}</p>`
                : nothing
            }
            <button class="link" tabindex=${tabIndex} @click=${inline}>${words.inline}</button>
          </details>
          ${removeButton(label, tabIndex, remove)}
        </div>
        ${warnings.map((warning) => html`<p class="warning">${icon('problems')}<span>${warning}</span></p>`)}`,
  };
}

function joined(before: string, after: string): string {
  return before === '' ? after : `${before}\n${after}`;
}

function sizeOf(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).length;
  return fill(words.textSize, { lines: number(lines), characters: number(text.length) });
}
