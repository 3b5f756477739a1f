import { html, type TemplateResult } from 'lit-html';
import type { MediaItem } from '../../src/shared/conversation/content';
import { maxAttachments } from '../../src/shared/limits';
import { kindOfPath } from '../../src/shared/urls/kindOfPath';
import { httpsUrl, type ParsedUrl } from '../../src/shared/urls/urls';
import type { ViewServices } from '../state/viewServices';
import { aboutService } from '../chrome/demo';
import { kindWords } from '../media/kindWords';
import type { TextFieldElement } from '../toolkit/toolkit';
import { fill } from '../words/text';
import { words } from './words';

/** The form that adds an attachment by its public URL. `isFull`: the message has as many attachments as it can. */
export function urlForm(
  view: ViewServices,
  isFull: boolean,
  add: (item: MediaItem) => void,
  close: () => void,
): TemplateResult {
  const submit = (form: HTMLFormElement | null) => {
    const field = form?.querySelector<TextFieldElement>('vscode-text-field');
    const problem = form?.querySelector('.problem');
    if (!form || !field || !problem) return;
    const url = httpsUrl(field.value.trim());
    problem.textContent = isFull
      ? fill(words.tooMany, { most: maxAttachments })
      : url
        ? ''
        : words.urlInvalid;
    if (!url || isFull) {
      field.focus();
      return;
    }
    const kind = form.querySelector('select')?.value ?? '';
    add({ kind: isKind(kind) ? kind : kindOf(url), url: url.href, name: nameOf(url) });
    close();
  };
  return html`<form
    class="attach"
    aria-label=${words.form}
    @submit=${(event: Event) => event.preventDefault()}
    @keydown=${(event: KeyboardEvent) => {
      if (view.page.composition.owns(event)) return;
      if (event.key === 'Escape') {
        event.stopPropagation();
        close();
      } else if (event.key === 'Enter' && (event.target as HTMLElement).localName === 'vscode-text-field') {
        event.preventDefault();
        submit(event.currentTarget as HTMLFormElement);
      }
    }}
  >
    <vscode-text-field
      autofocus
      placeholder="https://"
      @input=${(event: Event) => guessKind(event.currentTarget as TextFieldElement)}
      >${words.url}</vscode-text-field
    >
    <label class="label" for="attach-kind">${words.kind}</label>
    <select id="attach-kind">
      ${Object.entries(kindWords).map(([kind, name]) => html`<option value=${kind}>${name}</option>`)}
    </select>
    <p class="note">${aboutService(view, words.urlPrivacy)}</p>
    <div class="problem" role="status"></div>
    <div class="buttons">
      <vscode-button @click=${(event: Event) => submit((event.target as HTMLElement).closest('form'))}
        >${words.add}</vscode-button
      >
      <vscode-button appearance="secondary" @click=${close}>${words.cancel}</vscode-button>
    </div>
  </form>`;
}

function guessKind(field: TextFieldElement): void {
  const url = httpsUrl(field.value.trim());
  const kind = field.closest('form')?.querySelector('select');
  if (url && kind) kind.value = kindOf(url);
}

function isKind(value: string): value is MediaItem['kind'] {
  return Object.hasOwn(kindWords, value);
}

/** Without an ending it is a picture: storage services have such addresses, and the form shows the choice. */
function kindOf(url: ParsedUrl): MediaItem['kind'] {
  return kindOfPath(url.pathname) ?? 'image';
}

function nameOf(url: ParsedUrl): string {
  const last = url.pathname.split('/').at(-1) ?? '';
  return (last || url.hostname).slice(0, 100);
}
