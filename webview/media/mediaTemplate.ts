import { html, nothing, type TemplateResult } from 'lit-html';
import type { MediaItem } from '../../src/shared/conversation/content';
import { hostOf, httpUrl, parseUrl } from '../../src/shared/urls/urls';
import { foreignText } from '../../src/shared/text/foreignText';
import type { MediaState } from '../state/mediaStates';
import type { ViewServices } from '../state/viewServices';
import { fill, size, text } from '../words/text';
import { kindWords } from './kindWords';

const maxName = 100;

/** Names of files that the host does not load: it accepts pictures, sounds, videos and texts. */
const refusedFile =
  /\.(?:pdf|(?:doc|xls|ppt)[xm]?|od[tsp]|epub|zip|rar|7z|t?gz|tar|exe|msi|dmg|apk|jar|bin)$/i;

/**
 * `isAnswer`: media of the service can be loaded and opened through the host; attachments of the user are only named.
 */
export function mediaList(
  view: ViewServices,
  messageKey: string,
  items: readonly MediaItem[],
  isAnswer: boolean,
): TemplateResult {
  return html`<ul class="media">
    ${items.map((item, index) => html`<li>${mediaItem(view, messageKey, item, index, isAnswer)}</li>`)}
  </ul>`;
}

function mediaItem(
  view: ViewServices,
  messageKey: string,
  item: MediaItem,
  index: number,
  isAnswer: boolean,
): unknown {
  const host = hostOf(item.url);
  const kind = kindWords[item.kind];
  const words = host
    ? fill(text.mediaFrom, { kind, host })
    : item.size === undefined
      ? fill(text.mediaWithoutUrl, { kind })
      : fill(text.mediaSized, { item: kind, size: size(item.size) });
  const fileName = fileNameOf(item);
  const name = fileName ? html`<span class="name">${fileName}</span>` : nothing;
  const origin = html`${name}<span class="origin" title=${item.url ?? nothing}>${words}</span>`;
  if (!isAnswer || !host) return origin;
  // The host neither loads nor opens other schemes.
  if (!httpUrl(item.url)) return html`${origin}<span class="note">${text.mediaNotHttps}</span>`;
  const state = view.state.media.get(messageKey, 'body', index);
  if (state?.type === 'loaded') {
    return html`${loadedMedia(state, fileName || words)}
      <span class="ways">
        ${fileActions(view, { messageKey, index, name: fileName || words }, state.mime.startsWith('image/'))}
      </span>`;
  }
  return html`${origin}
    ${state?.type === 'failed' ? html`<span class="note">${state.reason}</span>` : nothing}
    <span class="ways">
      ${
        item.kind !== 'file'
          ? html`<vscode-button
              appearance="secondary"
              title=${fill(text.loadHint, { host })}
              data-load=${item.url}
              data-index=${index}
              ?disabled=${state?.type === 'loading'}
              @click=${() => view.actions.loadMedia(messageKey, 'body', index)}
            >
              ${state?.type === 'loading' ? text.loading : text.load}
            </vscode-button>`
          : unloadedActions(view, { messageKey, index, name: fileName || words })
      }
      <vscode-button
        appearance="secondary"
        title=${fill(text.openHint, { host })}
        @click=${() => view.actions.post({ type: 'openMedia', messageKey, source: 'body', index })}
      >
        ${text.open}
      </vscode-button>
    </span>`;
}

/** Actions of a file that is not shown. One that the host does not load has none. */
function unloadedActions(view: ViewServices, file: FilePlace): unknown {
  return refusedFile.test(file.name) ? nothing : fileActions(view, file, true);
}

interface FilePlace {
  readonly messageKey: string;
  readonly index: number;
  readonly name: string;
}

/** Saves or opens the bytes that the host has checked. */
function fileActions(
  view: ViewServices,
  { messageKey, index, name }: FilePlace,
  canOpen: boolean,
): TemplateResult {
  const action = (type: 'saveMedia' | 'openMediaInEditor', label: string) =>
    html`<vscode-button
      appearance="secondary"
      title="${label} (${name})"
      @click=${() => view.actions.post({ type, messageKey, source: 'body', index })}
    >
      ${label}
    </vscode-button>`;
  return html`${action('saveMedia', text.saveAs)}
  ${canOpen ? action('openMediaInEditor', text.openInEditor) : nothing}`;
}

/** The type is that of the bytes, which may differ from the kind that the service has named. */
function loadedMedia({ url, mime }: Extract<MediaState, { type: 'loaded' }>, name: string): TemplateResult {
  if (mime.startsWith('audio/')) return html`<audio controls src=${url} aria-label=${name}></audio>`;
  if (mime.startsWith('video/')) return html`<video controls src=${url} aria-label=${name}></video>`;
  return html`<img src=${url} alt=${name} />`;
}

/** The name of a file, or else the last segment of its URL, without marks of direction, which could show another ending. */
function fileNameOf({ name = '', url }: MediaItem): string {
  return foreignText(name, maxName) || foreignText(lastSegment(url), maxName);
}

function lastSegment(url: string | undefined): string {
  const part = parseUrl(url)?.pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(part);
  } catch {
    // Not URL-encoded.
    return part;
  }
}
