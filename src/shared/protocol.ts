import * as v from 'valibot';
import type { ChatEvent } from './conversation/chatEvent';
import { mediaKind, type MediaItem } from './conversation/content';
import type { Conversation } from './conversation/conversation';
import type { TypedEntry } from './conversation/typedEntry';
import { isParameters, type UserMessage } from './conversation/userMessage';
import { remedies } from './errorInfo';
import { inputActs } from './inputs/inputActs';
import type { WorkflowInputs } from './inputs/workflowInputs';
import type { JsonObject } from './json/json';
import { maxAttachments, maxTextLength, maxUrlLength } from './limits';
import { fields, read, text, variant, type Read, type Schema } from './schema';
import { uploadActs, uploadIds, type UploadState } from './uploads';

/** What the view shows besides the conversation. Sent whole whenever it changes. */
export interface ViewContext {
  readonly workflows: readonly WorkflowChoice[];
  /** Key of the workflow for the next conversation; absent if none is set up. */
  readonly selectedWorkflow?: string;
  /** Whether the selected workflow can be called: the demo needs no token. */
  readonly token: 'missing' | 'stored' | 'session' | 'notNeeded';
  /** Which keys send: Enter (Shift+Enter breaks the line), or Ctrl/Cmd+Enter (Enter breaks the line). */
  readonly enterBehavior: 'send' | 'newline';
  /** Why the history is not saved, as reported by the system; absent if it is. */
  readonly historyProblem?: string;
  /** Host of the chat's service, and the account if it is known. Absent if there is no workflow. */
  readonly service?: string;
  /** The service accepts feedback for answers of this conversation. */
  readonly canGiveFeedback: boolean;
  /** Whether the user can sign in at the service. */
  readonly canSignIn: boolean;
  /** Whether media at Coze's own hosts are loaded without a click. */
  readonly loadsCozeMedia?: boolean;
  /** The inputs of the active workflow. Absent if there is none. */
  readonly inputs?: WorkflowInputs;
}

export interface WorkflowChoice {
  readonly key: string;
  readonly name: string;
  /** Host name it talks to; empty for the demo. */
  readonly host: string;
  readonly isDemo: boolean;
}

/** `lastFocus`: the element of the page that had the focus last. */
export type NavigationTarget =
  | 'composer'
  | 'lastAnswer'
  | 'nextMessage'
  | 'previousMessage'
  | 'find'
  | 'lastFocus'
  /** Key of a message. */
  | { readonly message: string };

/** Host to view: state changes. Messages have no reply, so neither side waits for the other. */
export type HostMessage =
  /** The whole state. `seq` is the number of events that the conversation is reduced from. */
  | {
      readonly type: 'snapshot';
      readonly seq: number;
      readonly conversation: Conversation;
      readonly context: ViewContext;
    }
  /** Events `from + 1 … from + events.length` of the conversation. After a gap the view asks for a snapshot. */
  | {
      readonly type: 'events';
      readonly conversationId: string;
      readonly from: number;
      readonly events: readonly ChatEvent[];
    }
  /** Events may have been lost: the view asks for a snapshot. */
  | { readonly type: 'resync' }
  | { readonly type: 'context'; readonly context: ViewContext }
  /** Returns text that was not sent to the composer, with the reason if one is shown. Typed text is kept. */
  | ({ readonly type: 'restoreDraft'; readonly reason?: ReturnReason } & UserMessage)
  /** The text was sent again: the composer removes it if it still holds it unchanged. */
  | ({ readonly type: 'removeDraft' } & UserMessage)
  /** Texts that were typed and not sent. Precedes the snapshot that they belong to. */
  | { readonly type: 'typed'; readonly entries: readonly TypedEntry[] }
  /** The files attached in this chat, for the composer and for forms. Sent whole whenever one changes. */
  | { readonly type: 'uploads'; readonly uploads: readonly UploadState[] }
  /**
   * The host has taken a chunk of a file, by `attachChunk`. The page reads further ahead only by `maxChunksAhead`
   * chunks, so that neither side holds the file.
   */
  | { readonly type: 'chunkTaken'; readonly id: string; readonly index: number }
  /** A text for the composer that is shown as a chip, such as a selection, and sent after the typed text. */
  | { readonly type: 'addSnippet'; readonly label: string; readonly text: string }
  /** A message of the view of the type `act` was rejected. */
  | { readonly type: 'refused'; readonly act: string }
  | { readonly type: 'navigate'; readonly target: NavigationTarget }
  /** Media that the user asked to load, fetched and checked by the host. `data` is base64. */
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

/** Why a message was not sent: the workflow's question is open, or no workflow is chosen. */
export type ReturnReason = 'waiting' | 'noWorkflow';

export type MediaFailure =
  'notHttps' | 'privateAddress' | 'redirected' | 'tooLarge' | 'wrongType' | 'unreachable';

const id = v.pipe(text, v.maxLength(200));
const boundedText = v.pipe(text, v.maxLength(maxTextLength));
const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** The list that `index` counts in: the images of a message's Markdown as the parser finds them, or its media items. */
const mediaSource = v.picklist(['markdown', 'body']);
/** What to do with a message while the workflow's question is open. Without it the message is not sent. */
const whileWaiting = v.picklist(['answer', 'newConversation']);
/** Where the focus is: in the page, in a palette opened by a key of the page, or elsewhere. */
const pageFocus = v.picklist(['here', 'palette', 'elsewhere']);
const feedback = v.picklist(['like', 'unlike', 'none']);
/** Attachments are sent by public URL. The host checks the scheme before it sends them. */
const attachments: Schema<readonly MediaItem[]> = v.pipe(
  v.array(fields({ kind: mediaKind, url: v.pipe(text, v.maxLength(maxUrlLength)) }, { name: id })),
  v.maxLength(maxAttachments),
  v.readonly(),
);
const parameters = v.custom<JsonObject>(isParameters);
const place = { messageKey: id, source: mediaSource, index };
const media = fields(place);

/** View to host: what the user wants. Refers to things by ID, never by URL, path or command. */
const viewMessage = variant({
  /** The view has loaded, is shown again, or has seen a gap. */
  ready: fields({}),
  /** A file in `parameters` is an object with an `uploadMember`. */
  send: fields({ text: boundedText, attachments }, { parameters, whileWaiting, uploads: uploadIds }),
  /** Shows the JSON that `send` would send. */
  previewRequest: fields({ text: boundedText, attachments }, { parameters, uploads: uploadIds }),
  ...uploadActs,
  /** With `hasUploads`, `text` is JSON with such an object for each file. */
  answerInterrupt: fields({ turnId: id, text: boundedText }, { hasUploads: v.boolean() }),
  dismissInterrupt: fields({ turnId: id }),
  /** Keeps text that is being typed, because a page can be closed without notice. */
  keepTyped: fields({ id, at: index, value: boundedText }),
  ...inputActs,
  stop: fields({}),
  repeatTurn: fields({ turnId: id }),
  editTurn: fields({ turnId: id, text: boundedText }),
  hideTurn: fields({ turnId: id }),
  showTurn: fields({ turnId: id }),
  removeQueued: fields({ queueId: id }),
  sendQueued: fields({ queueId: id }, { whileWaiting }),
  selectWorkflow: fields({}),
  addWorkflow: fields({}),
  setToken: fields({}),
  signIn: fields({}),
  showConnection: fields({}),
  tryDemo: fields({}),
  openDebugPage: fields({ runId: id }),
  inspectRun: fields({ runId: id }),
  /** `index` counts the links of the message as the Markdown parser finds them. */
  openLink: fields({ messageKey: id, index }),
  /** `isAutomatic`: without a click. The host checks that the setting allows it. */
  loadMedia: fields(place, { isAutomatic: v.boolean() }),
  /** Opens the URL in the browser. */
  openMedia: media,
  saveMedia: media,
  openMediaInEditor: media,
  runRemedy: fields({ remedy: v.picklist(remedies), runId: id }),
  /** Copies the message as the host has it. */
  copyMessage: fields({ messageKey: id }),
  copyText: fields({ text: boundedText }),
  insertAtCursor: fields({ text: boundedText }),
  /** Shows the text in place of the selection in an editor, for the user to apply or discard. */
  applyToSelection: fields({ text: boundedText }),
  /** Shows the findings in a message in VS Code's list of problems. */
  showFindings: fields({ messageKey: id }),
  giveFeedback: fields({ messageKey: id, feedback }),
  focusChanged: fields({ focus: pageFocus }),
  /** Rendering failed and plain text is shown instead. `text` is a stack trace without content; it is logged. */
  reportViewError: fields({ text: boundedText }),
});

export type ViewMessage = Read<typeof viewMessage>;
export type MediaSource = Read<typeof mediaSource>;
export type WhileWaiting = Read<typeof whileWaiting>;
export type PageFocus = Read<typeof pageFocus>;

/**
 * Reads a message of the view, which shows foreign text and is not trusted. `undefined` if the type is unknown, or a field is
 * missing, malformed or too large. Copies known fields only.
 */
export function parseViewMessage(value: unknown): ViewMessage | undefined {
  return read(viewMessage, value);
}

/** Makes an unhandled case of a union a compile error. Throws if it is reached at run time. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${String(value)}`);
}
