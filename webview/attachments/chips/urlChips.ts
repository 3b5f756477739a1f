import { html } from 'lit-html';
import { foreignText } from '../../../src/shared/text/foreignText';
import { hostOf } from '../../../src/shared/urls/urls';
import type { Draft } from '../../state/localState';
import { fill } from '../../words/text';
import { removeButton, type Chip } from './chip';
import { chipName } from './chipName';
import { kindIcon } from './kindIcon';
import { words } from '../words';

/** The chips of files that are attached by their public URL. */
export function urlChips(draft: Draft, setDraft: (draft: Draft) => void): readonly Chip[] {
  return draft.attachments.map(({ kind, url, name: given }, index) => {
    const name = foreignText(given ?? url ?? '');
    const host = fill(words.byUrl, { host: hostOf(url) });
    const remove = () => setDraft({ ...draft, attachments: draft.attachments.toSpliced(index, 1) });
    return {
      key: `url ${index}`,
      name,
      label: fill(words.label, { name, size: host }),
      tooltip: url ?? name,
      content: (tabIndex) =>
        html`<div class="line">
          ${kindIcon(kind)} ${chipName(name)}
          <span class="size">${host}</span> ${removeButton(name, tabIndex, remove)}
        </div>`,
      remove,
    };
  });
}
