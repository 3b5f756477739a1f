import type { ChatEvent } from './conversation/chatEvent';
import type { MediaItem } from './conversation/content';
import type { Conversation } from './conversation/conversation';
import type { Remedy } from './errorInfo';
import { maxAttachments, maxTextLength, maxUrlLength } from './limits';
import type { TypedEntry } from './conversation/typedEntry';

/** What the view must know besides the conversation. Small; sent whole whenever it changes. */
export interface ViewContext {
  readonly workflows: readonly WorkflowChoice[];
  /** Key of the workflow that the next conversation uses; absent when none is set up. */
  readonly selectedWorkflow?: string;
  /** Whether the selected workflow can be called: the demo needs no token. */
  readonly token: 'missing' | 'stored' | 'session' | 'notNeeded';
  /** Which keys send: Enter (Shift+Enter breaks the line), or Ctrl/Cmd+Enter (Enter breaks the line). */
  readonly enterBehavior: 'send' | 'newline';
  /** Why history is not being saved, as the system said it; absent while all is well. */
  readonly historyProblem?: string;
  /** The service takes likes for answers of this conversation. */
  readonly canGiveFeedback: boolean;
}

export interface WorkflowChoice {
  readonly key: string;
  readonly name: string;
  /** Host name it talks to; empty for the demo. */
  readonly host: string;
  readonly isDemo: boolean;
}

/** `lastFocus`: what had the focus of the page last. */
export type NavigationTarget =
  'composer' | 'lastAnswer' | 'nextMessage' | 'previousMessage' | 'find' | 'lastFocus';

/** Host to view: state changes. Nothing is answered, so nothing can hang. */
export type HostMessage =
  /** The whole truth. `seq` is the number of events that made the conversation. */
  | {
      readonly type: 'snapshot';
      readonly seq: number;
      readonly conversation: Conversation;
      readonly context: ViewContext;
    }
  /** Events `from + 1 … from + events.length` of the conversation. A gap makes the view ask for a snapshot. */
  | {
      readonly type: 'events';
      readonly conversationId: string;
      readonly from: number;
      readonly events: readonly ChatEvent[];
    }
  /** Events may have been lost: the view asks for a snapshot. */
  | { readonly type: 'resync' }
  | { readonly type: 'context'; readonly context: ViewContext }
  /** Puts text back into the composer (a failed send), with the reason if there is one to show. Never replaces what is typed. */
  | {
      readonly type: 'restoreDraft';
      readonly text: string;
      readonly attachments: readonly MediaItem[];
      readonly reason?: ReturnReason;
    }
  /** The text was sent again: it leaves the composer if it is still there. Nothing else that is typed is touched. */
  | { readonly type: 'removeDraft'; readonly text: string; readonly attachments: readonly MediaItem[] }
  /** What the host kept of texts that were not sent. Comes before the snapshot that they belong to. */
  | { readonly type: 'typed'; readonly entries: readonly TypedEntry[] }
  /** A message of the view, of the type `act`, was not accepted and nothing was done. */
  | { readonly type: 'refused'; readonly act: string }
  | { readonly type: 'navigate'; readonly target: NavigationTarget }
  /** Media the user asked for, fetched and checked by the host. `data` is base64. */
  | {
      readonly type: 'mediaLoaded';
      readonly messageKey: string;
      readonly source: MediaSource;
      readonly index: number;
      readonly mime: string;
      readonly data: string;
    }
  | {
      readonly type: 'mediaFailed';
      readonly messageKey: string;
      readonly source: MediaSource;
      readonly index: number;
      readonly reason: MediaFailure;
    };

/** Which list `index` counts in: the images of the message's Markdown as the shared parser finds them, or its media items. */
export type MediaSource = 'markdown' | 'body';

/** Why a message was not sent: the workflow's question is open, or no workflow is chosen. */
export type ReturnReason = 'waiting' | 'noWorkflow';

/** What becomes of a message while the workflow's question is open. Without it such a message is not sent. */
export type WhileWaiting = 'answer' | 'newConversation';

export type MediaFailure =
  'notHttps' | 'privateAddress' | 'redirected' | 'tooLarge' | 'wrongType' | 'unreachable';

/** Where the focus is, as far as the page knows: in it, in the palette that was opened by a key in the page, or elsewhere. */
export type PageFocus = 'here' | 'palette' | 'elsewhere';

/** View to host: intentions. Names things by id only, never by URL, path or command. */
export type ViewMessage =
  /** The view is loaded or shown again and knows nothing, or has seen a gap. */
  | { readonly type: 'ready' }
  | {
      readonly type: 'send';
      readonly text: string;
      readonly attachments: readonly MediaItem[];
      readonly whileWaiting?: WhileWaiting;
    }
  | { readonly type: 'answerInterrupt'; readonly turnId: string; readonly text: string }
  | { readonly type: 'dismissInterrupt'; readonly turnId: string }
  /** Keeps what is being typed, for a page that ends without a word. */
  | ({ readonly type: 'keepTyped' } & TypedEntry)
  | { readonly type: 'stop' }
  | { readonly type: 'repeatTurn'; readonly turnId: string }
  | { readonly type: 'editTurn'; readonly turnId: string; readonly text: string }
  | { readonly type: 'hideTurn'; readonly turnId: string }
  | { readonly type: 'showTurn'; readonly turnId: string }
  | { readonly type: 'removeQueued'; readonly queueId: string }
  | { readonly type: 'sendQueued'; readonly queueId: string; readonly whileWaiting?: WhileWaiting }
  | { readonly type: 'selectWorkflow' }
  | { readonly type: 'addWorkflow' }
  | { readonly type: 'setToken' }
  | { readonly type: 'tryDemo' }
  | { readonly type: 'openDebugPage'; readonly runId: string }
  /** The n-th link of a message as the shared Markdown parser counts them. */
  | { readonly type: 'openLink'; readonly messageKey: string; readonly index: number }
  | {
      readonly type: 'loadMedia';
      readonly messageKey: string;
      readonly source: MediaSource;
      readonly index: number;
    }
  | {
      readonly type: 'openMedia';
      readonly messageKey: string;
      readonly source: MediaSource;
      readonly index: number;
    }
  | { readonly type: 'runRemedy'; readonly remedy: Remedy; readonly runId: string }
  /** Copies what the service said, as the host has it. */
  | { readonly type: 'copyMessage'; readonly messageKey: string }
  | { readonly type: 'copyText'; readonly text: string }
  | { readonly type: 'insertAtCursor'; readonly text: string }
  | {
      readonly type: 'giveFeedback';
      readonly messageKey: string;
      readonly feedback: 'like' | 'unlike' | 'none';
    }
  /** The page has the focus, or has lost it. */
  | { readonly type: 'focusChanged'; readonly focus: PageFocus }
  /** Rendering failed and the plain text is shown instead. Text is a stack without content; it goes to the log. */
  | { readonly type: 'reportViewError'; readonly text: string };

type Fields = Readonly<Record<string, unknown>>;
type Decoder<T extends ViewMessage['type']> = (
  fields: Fields,
) => Extract<ViewMessage, { type: T }> | undefined;

const maxIdLength = 200;

const remedies: ReadonlySet<string> = new Set<Remedy>([
  'setToken',
  'openTokenPage',
  'changeBaseUrl',
  'chooseWorkflow',
  'addWorkflow',
  'openPublishHelp',
  'newConversation',
  'openDebugPage',
  'openProxySettings',
  'openCertificateSettings',
  'showLog',
  'tryAgain',
]);

const decoders: { readonly [T in ViewMessage['type']]: Decoder<T> } = {
  ready: bare('ready'),
  send: (fields) => {
    const text = textOf(fields['text']);
    const attachments = attachmentsOf(fields['attachments']);
    return text !== undefined && attachments
      ? { type: 'send', text, attachments, ...whileWaitingOf(fields) }
      : undefined;
  },
  answerInterrupt: turnAndText('answerInterrupt'),
  dismissInterrupt: turnOnly('dismissInterrupt'),
  keepTyped: (fields) => {
    const id = idOf(fields['id']);
    const at = indexOf(fields['at']);
    const value = textOf(fields['value']);
    return id !== undefined && at !== undefined && value !== undefined
      ? { type: 'keepTyped', id, at, value }
      : undefined;
  },
  stop: bare('stop'),
  repeatTurn: turnOnly('repeatTurn'),
  editTurn: turnAndText('editTurn'),
  hideTurn: turnOnly('hideTurn'),
  showTurn: turnOnly('showTurn'),
  removeQueued: queued('removeQueued'),
  sendQueued: (fields) => {
    const message = queued('sendQueued')(fields);
    return message && { ...message, ...whileWaitingOf(fields) };
  },
  selectWorkflow: bare('selectWorkflow'),
  addWorkflow: bare('addWorkflow'),
  setToken: bare('setToken'),
  tryDemo: bare('tryDemo'),
  openDebugPage: (fields) => {
    const runId = idOf(fields['runId']);
    return runId === undefined ? undefined : { type: 'openDebugPage', runId };
  },
  openLink: (fields) => {
    const messageKey = idOf(fields['messageKey']);
    const index = indexOf(fields['index']);
    return messageKey !== undefined && index !== undefined
      ? { type: 'openLink', messageKey, index }
      : undefined;
  },
  loadMedia: media('loadMedia'),
  openMedia: media('openMedia'),
  runRemedy: (fields) => {
    const runId = idOf(fields['runId']);
    const remedy = fields['remedy'];
    return runId !== undefined && isRemedy(remedy) ? { type: 'runRemedy', remedy, runId } : undefined;
  },
  copyMessage: (fields) => {
    const messageKey = idOf(fields['messageKey']);
    return messageKey === undefined ? undefined : { type: 'copyMessage', messageKey };
  },
  copyText: textOnly('copyText'),
  insertAtCursor: textOnly('insertAtCursor'),
  giveFeedback: (fields) => {
    const messageKey = idOf(fields['messageKey']);
    const feedback = fields['feedback'];
    return messageKey !== undefined && (feedback === 'like' || feedback === 'unlike' || feedback === 'none')
      ? { type: 'giveFeedback', messageKey, feedback }
      : undefined;
  },
  focusChanged: ({ focus }) =>
    focus === 'here' || focus === 'palette' || focus === 'elsewhere'
      ? { type: 'focusChanged', focus }
      : undefined,
  reportViewError: textOnly('reportViewError'),
};

/**
 * Reads a message of the view. The view shows foreign text, so nothing it says is believed: an unknown type, a missing
 * field, a wrong type or an oversized value gives `undefined`, and only known fields are copied.
 */
export function parseViewMessage(value: unknown): ViewMessage | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = value as Fields;
  const type = fields['type'];
  if (typeof type !== 'string' || !Object.hasOwn(decoders, type)) return undefined;
  return decoders[type as ViewMessage['type']](fields);
}

/** Makes a forgotten case of a union a compile error. Throws if it is reached all the same. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${String(value)}`);
}

function bare<T extends ViewMessage['type']>(type: T): () => { readonly type: T } {
  return () => ({ type });
}

function turnOnly<T extends string>(type: T) {
  return (fields: Fields): { readonly type: T; readonly turnId: string } | undefined => {
    const turnId = idOf(fields['turnId']);
    return turnId === undefined ? undefined : { type, turnId };
  };
}

function turnAndText<T extends string>(type: T) {
  return (
    fields: Fields,
  ): { readonly type: T; readonly turnId: string; readonly text: string } | undefined => {
    const turnId = idOf(fields['turnId']);
    const text = textOf(fields['text']);
    return turnId !== undefined && text !== undefined ? { type, turnId, text } : undefined;
  };
}

function textOnly<T extends string>(type: T) {
  return (fields: Fields): { readonly type: T; readonly text: string } | undefined => {
    const text = textOf(fields['text']);
    return text === undefined ? undefined : { type, text };
  };
}

function queued<T extends string>(type: T) {
  return (fields: Fields): { readonly type: T; readonly queueId: string } | undefined => {
    const queueId = idOf(fields['queueId']);
    return queueId === undefined ? undefined : { type, queueId };
  };
}

function media<T extends string>(type: T) {
  return (
    fields: Fields,
  ):
    | { readonly type: T; readonly messageKey: string; readonly source: MediaSource; readonly index: number }
    | undefined => {
    const messageKey = idOf(fields['messageKey']);
    const index = indexOf(fields['index']);
    const source = fields['source'];
    return messageKey !== undefined && index !== undefined && (source === 'markdown' || source === 'body')
      ? { type, messageKey, source, index }
      : undefined;
  };
}

function idOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= maxIdLength ? value : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= maxTextLength ? value : undefined;
}

function indexOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function whileWaitingOf({ whileWaiting }: Fields): { readonly whileWaiting?: WhileWaiting } {
  return whileWaiting === 'answer' || whileWaiting === 'newConversation' ? { whileWaiting } : {};
}

function isRemedy(value: unknown): value is Remedy {
  return typeof value === 'string' && remedies.has(value);
}

/** Attachments go out by public URL only; the host checks the scheme again before it sends them. */
function attachmentsOf(value: unknown): readonly MediaItem[] | undefined {
  if (!Array.isArray(value) || value.length > maxAttachments) return undefined;
  const items: MediaItem[] = [];
  for (const entry of value as unknown[]) {
    if (typeof entry !== 'object' || entry === null) return undefined;
    const { kind, url, name } = entry as Fields;
    const isKind = kind === 'image' || kind === 'file' || kind === 'audio' || kind === 'video';
    if (!isKind || typeof url !== 'string' || url.length > maxUrlLength) return undefined;
    items.push({ kind, url, ...(typeof name === 'string' && name.length <= maxIdLength && { name }) });
  }
  return items;
}
