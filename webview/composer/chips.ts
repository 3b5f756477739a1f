import { html, nothing, type TemplateResult } from 'lit-html';
import type { MediaItem } from '../../src/shared/conversation/content';
import { lastTurn, openRun, turnState } from '../../src/shared/conversation/conversation';
import { httpsUrl, type ParsedUrl } from '../../src/shared/urls';
import { maxAttachments } from '../../src/shared/limits';
import type { TextFieldElement } from '../toolkit/toolkit';
import { actionButton } from '../ui/actionButton';
import { aboutService } from '../chrome/demo';
import type { Draft } from '../app/localState';
import { kindWord } from '../media/mediaTemplate';
import type { ViewServices } from '../app/viewServices';
import { fill, number, text } from '../words/text';

type SetDraft = (draft: Draft) => void;

/** Messages queued until the open run completes. `send` sends one of them now. */
export function queueChips(view: ViewServices, send: (queueId: string) => void): unknown {
  const { conversation } = view.state;
  const { queue } = conversation;
  if (queue.length === 0) return nothing;
  const isRunning = openRun(conversation) !== undefined;
  const turn = lastTurn(conversation);
  const isAfterFailure = !isRunning && turn !== undefined && turnState(turn) !== 'completed';
  const hasWaiting = queue.some((message) => !message.isOnHold);
  const hasHeld = queue.some((message) => message.isOnHold);
  return html`<ul class="attached" aria-label=${text.queue}>
      ${queue.map(
        (message) =>
          html`<li class="chip" title=${message.text}>
            <span class="name">${message.text.slice(0, 200)}</span>
            ${
              isRunning
                ? nothing
                : actionButton('send', text.queueSend, text.queueSend, () => send(message.id))
            }
            ${actionButton('close', text.queueRemove, text.queueRemove, () =>
              view.actions.post({ type: 'removeQueued', queueId: message.id }),
            )}
          </li>`,
      )}
    </ul>
    ${hasHeld ? html`<p class="note">${isAfterFailure ? text.queueHeld : text.queueOnHold}</p>` : nothing}
    ${hasWaiting ? html`<p class="note">${text.queueHint}</p>` : nothing}`;
}

/** Attachments of the draft. */
export function attachmentChips(draft: Draft, setDraft: SetDraft): unknown {
  if (draft.attachments.length === 0) return nothing;
  return html`<ul class="attached" aria-label=${text.attachments}>
    ${draft.attachments.map((item, index) => {
      const name = item.name ?? item.url ?? '';
      return html`<li class="chip" title=${item.url ?? ''}>
        <span class="kind">${kindWord(item.kind)}</span> <span class="name">${name}</span>
        ${actionButton('close', fill(text.removeNamed, { name }), text.remove, () =>
          setDraft({ ...draft, attachments: draft.attachments.toSpliced(index, 1) }),
        )}
      </li>`;
    })}
  </ul>`;
}

/** Long pastes, folded. */
export function pasteChips(draft: Draft, setDraft: SetDraft): unknown {
  return draft.pastes.map((paste, index) => {
    const label = fill(text.pasted, {
      lines: number(paste.split('\n').length),
      characters: number(paste.length),
    });
    const pastes = draft.pastes.toSpliced(index, 1);
    return html`<details class="paste">
      <summary>
        <span class="name">${label}</span>
        ${actionButton('close', fill(text.removeNamed, { name: label }), text.remove, (event) => {
          event.preventDefault();
          setDraft({ ...draft, pastes });
        })}
      </summary>
      <pre tabindex="0">${paste.slice(0, 20_000)}</pre>
      <button
        class="link"
        @click=${() => setDraft({ ...draft, pastes, text: draft.text ? `${draft.text}\n${paste}` : paste })}
      >
        ${text.pastedInline}
      </button>
    </details>`;
  });
}

/** The form that adds an attachment by its public URL. */
export function attachForm(
  view: ViewServices,
  draft: Draft,
  setDraft: SetDraft,
  close: () => void,
): TemplateResult {
  const add = (form: HTMLFormElement | null) => {
    const field = form?.querySelector<TextFieldElement>('vscode-text-field');
    const problem = form?.querySelector('.problem');
    if (!form || !field || !problem) return;
    const url = httpsUrl(field.value.trim());
    const isFull = draft.attachments.length >= maxAttachments;
    problem.textContent = isFull ? text.attachTooMany : url ? '' : text.attachInvalid;
    if (!url || isFull) {
      field.focus();
      return;
    }
    const kind = form.querySelector('select')?.value ?? '';
    const item: MediaItem = { kind: isKind(kind) ? kind : kindOf(url), url: url.href, name: nameOf(url) };
    setDraft({ ...draft, attachments: [...draft.attachments, item] });
    close();
  };
  return html`<form
    class="attach"
    aria-label=${text.attachForm}
    @submit=${(event: Event) => event.preventDefault()}
    @keydown=${(event: KeyboardEvent) => {
      if (view.page.composition.owns(event)) return;
      if (event.key === 'Escape') {
        event.stopPropagation();
        close();
      } else if (event.key === 'Enter' && (event.target as HTMLElement).localName === 'vscode-text-field') {
        event.preventDefault();
        add(event.currentTarget as HTMLFormElement);
      }
    }}
  >
    <vscode-text-field
      autofocus
      placeholder="https://"
      @input=${(event: Event) => guessKind(event.currentTarget as TextFieldElement)}
      >${text.attachUrl}</vscode-text-field
    >
    <label class="label" for="attach-kind">${text.attachKind}</label>
    <select id="attach-kind">
      ${(['image', 'file', 'audio', 'video'] as const).map(
        (kind) => html`<option value=${kind}>${kindWord(kind)}</option>`,
      )}
    </select>
    <p class="note">${aboutService(view, text.attachPrivacy)}</p>
    <div class="problem" role="status"></div>
    <div class="buttons">
      <vscode-button @click=${(event: Event) => add((event.target as HTMLElement).closest('form'))}
        >${text.attachAdd}</vscode-button
      >
      <vscode-button appearance="secondary" @click=${close}>${text.cancel}</vscode-button>
    </div>
  </form>`;
}

function guessKind(field: TextFieldElement): void {
  const url = httpsUrl(field.value.trim());
  const kind = field.closest('form')?.querySelector('select');
  if (url && kind) kind.value = kindOf(url);
}

function isKind(value: string): value is MediaItem['kind'] {
  return value === 'image' || value === 'file' || value === 'audio' || value === 'video';
}

function kindOf(url: ParsedUrl): MediaItem['kind'] {
  if (/\.(png|jpe?g|gif|webp|bmp|svg|avif)$/i.test(url.pathname)) return 'image';
  if (/\.(mp3|wav|m4a|ogg|flac|aac)$/i.test(url.pathname)) return 'audio';
  if (/\.(mp4|webm|mov|mkv|avi)$/i.test(url.pathname)) return 'video';
  return /\.\w{1,5}$/.test(url.pathname) ? 'file' : 'image';
}

function nameOf(url: ParsedUrl): string {
  const last = url.pathname.split('/').at(-1) ?? '';
  return (last || url.hostname).slice(0, 100);
}
