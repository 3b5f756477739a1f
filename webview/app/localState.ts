import type { MediaItem } from '../../src/shared/conversation/content';
import { maxTextLength } from '../../src/shared/limits';
import type { TypedEntry } from '../../src/shared/conversation/typedEntry';

/** What is typed and not sent. */
export interface Draft {
  readonly text: string;
  readonly attachments: readonly MediaItem[];
  /** Long pastes, kept out of the box and sent after the text. */
  readonly pastes: readonly string[];
}

/** A half-typed answer to a question: the box, or the fields of a card by name. */
export interface AnswerDraft {
  readonly text: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Where the reader is: following the end, or so many pixels below the top of a row. */
export type ScrollPlace = 'end' | { readonly row: string; readonly offset: number };

interface Kept {
  readonly version: 1;
  /** What the page shows; by it the host brings an editor tab back after a restart. Empty before the first message. */
  readonly conversationId: string;
  readonly drafts: Readonly<Record<string, Draft>>;
  readonly answers: Readonly<Record<string, AnswerDraft>>;
  readonly places: Readonly<Record<string, ScrollPlace>>;
  /** When each draft and answer was last changed. */
  readonly typedAt?: Readonly<Record<string, number>>;
  /** Identifies this page across reloads, to keep its texts apart from those of another page with the same conversation. */
  readonly page?: string;
}

export const noDraft: Draft = { text: '', attachments: [], pastes: [] };
const noAnswer: AnswerDraft = { text: '', fields: {} };

/** Entries kept of each kind; the oldest go first. */
const kept = 50;

/** From one write to the next, in milliseconds. */
const pause = 150;

/** What the host keeps of a draft or an answer; neither where it was emptied. */
interface Typed {
  readonly page: string;
  readonly draft?: Draft;
  readonly answer?: AnswerDraft;
}

/** Delay between a key press and the message to the host, in milliseconds. */
const keepAfter = 250;

interface StateKeeper {
  keepTyped(entry: TypedEntry): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/**
 * What the view itself must not lose when it is hidden, moved or reloaded: drafts, half-typed answers and the place in
 * the conversation. What was typed is written at once, the place not more often than every {@link pause}: VS Code drops what
 * a page says while it is being taken away. The host keeps what was typed as well: VS Code writes the state of a page to disk
 * only now and then.
 */
export class LocalState {
  private readonly drafts: Map<string, Draft>;
  private readonly answers: Map<string, AnswerDraft>;
  private readonly places: Map<string, ScrollPlace>;
  private readonly typedAt: Map<string, number>;
  private readonly page: string;
  /** Changed, and the host is not told yet. */
  private readonly untold = new Set<string>();
  private keeping: ReturnType<typeof setTimeout> | undefined;
  private conversationId = '';
  /** The first message of a conversation was sent, and the conversation has no id yet. */
  private isBeginning = false;
  private writtenAt = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly keeper: StateKeeper,
    signal: AbortSignal,
  ) {
    const state = readKept(keeper.getState());
    this.drafts = new Map(Object.entries(state?.drafts ?? {}));
    this.answers = new Map(Object.entries(state?.answers ?? {}));
    this.places = new Map(Object.entries(state?.places ?? {}));
    this.typedAt = new Map(Object.entries(state?.typedAt ?? {}));
    this.page = state?.page ?? crypto.randomUUID();
    const flush = () => {
      if (this.timer !== undefined) this.write();
      this.tellHost();
    };
    document.addEventListener('visibilitychange', flush, { signal });
    window.addEventListener('pagehide', flush, { signal });
    signal.addEventListener('abort', flush);
  }

  /**
   * The page shows this conversation from now on. Where it begins with what was just sent, whatever has been typed since
   * goes along with it.
   */
  enter(conversationId: string): void {
    this.conversationId = conversationId;
    const typed = this.drafts.get('');
    if (this.isBeginning && typed) {
      this.setDraft('', noDraft);
      this.setDraft(conversationId, typed);
    }
    this.isBeginning = false;
    this.writeSoon();
  }

  /** The draft is on its way as a message. */
  takeDraft(conversationId: string): void {
    this.isBeginning = conversationId === '';
    this.setDraft(conversationId, noDraft);
  }

  draft(conversationId: string): Draft {
    return this.drafts.get(conversationId) ?? noDraft;
  }

  setDraft(conversationId: string, draft: Draft): void {
    const isEmpty = draft.text === '' && draft.attachments.length === 0 && draft.pastes.length === 0;
    put(this.drafts, conversationId, isEmpty ? undefined : draft);
    this.changed(conversationId, isEmpty);
  }

  answer(runId: string): AnswerDraft {
    return this.answers.get(runId) ?? noAnswer;
  }

  setAnswer(runId: string, answer: AnswerDraft | undefined): void {
    put(this.answers, runId, answer);
    this.changed(runId, answer === undefined);
  }

  place(conversationId: string): ScrollPlace {
    return this.places.get(conversationId) ?? 'end';
  }

  setPlace(conversationId: string, place: ScrollPlace): void {
    put(this.places, conversationId, place === 'end' ? undefined : place);
    this.writeSoon();
  }

  /** Takes what the host kept where it is newer. A text of another page does not replace one of this page. */
  takeTyped(entries: readonly TypedEntry[]): void {
    for (const { id, at, value } of entries) {
      const typed = JSON.parse(value) as Typed;
      const hasOwn = this.drafts.has(id) || this.answers.has(id);
      if (at <= (this.typedAt.get(id) ?? 0) || (hasOwn && typed.page !== this.page)) continue;
      put(this.drafts, id, typed.draft);
      put(this.answers, id, typed.answer);
      put(this.typedAt, id, at);
    }
    this.write();
  }

  private changed(id: string, isEmptied: boolean): void {
    put(this.typedAt, id, Date.now());
    this.write();
    this.untold.add(id);
    // What was just sent must not come back.
    if (isEmptied) this.tellHost();
    else this.keeping ??= setTimeout(() => this.tellHost(), keepAfter);
  }

  private tellHost(): void {
    clearTimeout(this.keeping);
    this.keeping = undefined;
    for (const id of this.untold) {
      const draft = this.drafts.get(id);
      const answer = this.answers.get(id);
      const typed: Typed = { page: this.page, ...(draft && { draft }), ...(answer && { answer }) };
      const value = JSON.stringify(typed);
      if (value.length <= maxTextLength) this.keeper.keepTyped({ id, at: this.typedAt.get(id) ?? 0, value });
    }
    this.untold.clear();
  }

  private writeSoon(): void {
    if (this.timer !== undefined) return;
    const wait = this.writtenAt + pause - performance.now();
    if (wait <= 0) this.write();
    else this.timer = setTimeout(() => this.write(), wait);
  }

  private write(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writtenAt = performance.now();
    const state: Kept = {
      version: 1,
      conversationId: this.conversationId,
      drafts: Object.fromEntries(this.drafts),
      answers: Object.fromEntries(this.answers),
      places: Object.fromEntries(this.places),
      typedAt: Object.fromEntries(this.typedAt),
      page: this.page,
    };
    this.keeper.setState(state);
  }
}

function put<T>(map: Map<string, T>, key: string, value: T | undefined): void {
  map.delete(key);
  if (value === undefined) return;
  map.set(key, value);
  const oldest = map.keys().next();
  if (map.size > kept && !oldest.done) map.delete(oldest.value);
}

/** Our own earlier words, but perhaps of another version: anything odd is left behind. */
function readKept(value: unknown): Kept | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const state = value as Partial<Kept>;
  return state.version === 1 && state.drafts && state.answers && state.places ? (state as Kept) : undefined;
}
