import { html, nothing } from 'lit-html';
import type { UploadState } from '../../../src/shared/uploads';
import type { ViewServices } from '../../state/viewServices';
import { fill, size as sizeText } from '../../words/text';
import { chipButton, removeButton, type Chip } from './chip';
import { chipName } from './chipName';
import { kindIcon } from './kindIcon';
import { isUnderWay } from '../../state/uploads';
import { words } from '../words';

/** The chip of an upload: of the composer, or of a field of a form. `remove` is called by its button and by Delete. */
export function uploadChip(view: ViewServices, upload: UploadState, remove: () => void): Chip {
  const { id, name, size, kind, preview, problem } = upload;
  const isRunning = isUnderWay(upload);
  const state = stateWords(upload);
  const label = fill(words.labelWithState, { name, size: sizeText(size), state });
  const retry = () => view.actions.post({ type: 'retryUpload', id });
  const retryName = fill(words.retryNamed, { name });
  return {
    key: id,
    name,
    label,
    tooltip: label,
    remove,
    ...(upload.state === 'failed' && { look: 'failed' }),
    content: (tabIndex) =>
      html`<div class="line">
          ${preview === undefined ? kindIcon(kind) : html`<img class="face" src=${preview} alt="" />`}
          ${chipName(name)}
          <span class="size"
            >${isRunning ? fill(words.percent, { percent: percentOf(upload) }) : sizeText(size)}</span
          >
          ${
            upload.state === 'failed' && upload.canRetry !== false
              ? chipButton('again', retryName, retryName, tabIndex, retry)
              : nothing
          }
          ${removeButton(name, tabIndex, remove, isRunning ? fill(words.cancelHint, { name }) : undefined)}
        </div>
        ${isRunning ? progress(upload) : nothing}
        ${problem === undefined ? nothing : html`<p class="problem">${problem}</p>`}`,
  };
}

function progress(upload: UploadState): unknown {
  const percent = percentOf(upload);
  return html`<progress
    max="100"
    value=${percent}
    aria-label=${fill(words.progress, { name: upload.name })}
    aria-valuetext=${fill(words.percentOf, { percent, size: sizeText(upload.size) })}
  ></progress>`;
}

/** Whole percent that have arrived; 100 only if all have. */
export function percentOf({ sentBytes, size }: UploadState): number {
  return size === 0 ? 0 : Math.min(100, Math.floor((sentBytes / size) * 100));
}

function stateWords(upload: UploadState): string {
  const { state, problem } = upload;
  if (state === 'failed') return fill(words.failed, { problem: problem ?? '' });
  if (state === 'uploading') return fill(words.uploadingPercent, { percent: percentOf(upload) });
  return state === 'ready' ? words.ready : words.waiting;
}
