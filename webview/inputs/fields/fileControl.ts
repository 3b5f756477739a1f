import { html, nothing, type TemplateResult } from 'lit-html';
import { acceptedEndings } from '../../../src/shared/inputs/fileKinds';
import { icon } from '../../ui/icons';
import { formText } from '../../words/formText';
import { fill, size } from '../../words/text';
import { pointerOf } from './cells';
import { textBox } from './controls';
import type { Cell } from './fieldForm';
import { fileIn, type FieldFile } from './fileIn';

/** A file: a public URL, or a file that is uploaded. */
export function fileControl(cell: Cell, description: string | typeof nothing): TemplateResult {
  const file = fileIn(cell);
  return file ? chip(cell, file, description) : chooser(cell, description);
}

/** The JSON pointer of a file's field, as uploads name it. */
export function uploadField(cell: Cell): string {
  return cell.form.uploadPrefix + pointerOf(cell.path);
}

function chooser(cell: Cell, description: string | typeof nothing): TemplateResult {
  const { form, field, id } = cell;
  const endings = field.fileKind ? acceptedEndings(field.fileKind) : [];
  return html`<div class="file">
    ${textBox(cell, description)}
    <button
      class="secondary"
      type="button"
      id="${id}-choose"
      aria-labelledby="${id}-choose ${id}-label"
      title=${endings.length > 0 ? fill(formText.accepts, { endings: endings.join(' ') }) : nothing}
      @click=${() => form.view.actions.post({ type: 'attachFiles', field: uploadField(cell) })}
    >
      ${formText.chooseFile}
    </button>
  </div>`;
}

function chip(cell: Cell, { id, upload }: FieldFile, description: string | typeof nothing): TemplateResult {
  const { form } = cell;
  const name = upload?.name ?? formText.typeFile;
  const remove = fill(formText.removeNamed, { name });
  const retry = fill(formText.retryNamed, { name });
  return html`<div
    class="chip"
    id=${cell.id}
    role="group"
    tabindex="-1"
    aria-labelledby="${cell.id}-label"
    aria-describedby=${description}
  >
    ${upload?.preview ? html`<img class="file-preview" src=${upload.preview} alt="" />` : nothing}
    <span class="name">${name}</span>
    <span class="kind">${stateWords(upload)}</span>
    ${
      upload?.state === 'failed' && upload.canRetry !== false
        ? html`<button
            class="link"
            type="button"
            aria-label=${retry}
            title=${retry}
            @click=${() => form.view.actions.post({ type: 'retryUpload', id })}
          >
            ${formText.retry}
          </button>`
        : nothing
    }
    <button
      class="action"
      type="button"
      aria-label=${remove}
      title=${remove}
      @click=${() => {
        if (upload) form.view.actions.post({ type: 'removeUpload', id });
        form.view.state.uploads.hide([id]);
        cell.write('');
        form.view.page.focusAfterRender(`#${cell.id}-choose`);
        form.refresh();
      }}
    >
      ${icon('close')}
    </button>
  </div>`;
}

function stateWords(upload: FieldFile['upload']): string {
  if (!upload) return '';
  if (upload.state === 'waiting') return formText.fileWaiting;
  if (upload.state !== 'uploading') return size(upload.size);
  const percent = upload.size > 0 ? Math.floor((100 * upload.sentBytes) / upload.size) : 0;
  return fill(formText.fileUploading, { percent });
}
