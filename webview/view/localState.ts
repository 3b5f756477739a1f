import type { MediaItem } from '../../src/shared/content';

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
}

export const noDraft: Draft = { text: '', attachments: [], pastes: [] };
const noAnswer: AnswerDraft = { text: '', fields: {} };

/** Entries kept of each kind; the oldest go first. */
const kept = 50;

/** From one write to the next, in milliseconds. */
const pause = 150;

interface StateKeeper {
  getState(): unknown;
  setState(state: unknown): void;
}

/**
 * What the view itself must not lose when it is hidden, moved or reloaded: drafts, half-typed answers and the place in
 * the conversation. What was typed is written at once, the place not more often than every {@link pause}: VS Code drops what
 * a page says while it is being taken away.
 */
export class LocalState {
  private readonly drafts: Map<string, Draft>;
  private readonly answers: Map<string, AnswerDraft>;
  private readonly places: Map<string, ScrollPlace>;
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
    const flush = () => {
      if (this.timer !== undefined) this.write();
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
      put(this.drafts, '', undefined);
      put(this.drafts, conversationId, typed);
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
    this.write();
  }

  answer(runId: string): AnswerDraft {
    return this.answers.get(runId) ?? noAnswer;
  }

  setAnswer(runId: string, answer: AnswerDraft | undefined): void {
    put(this.answers, runId, answer);
    this.write();
  }

  place(conversationId: string): ScrollPlace {
    return this.places.get(conversationId) ?? 'end';
  }

  setPlace(conversationId: string, place: ScrollPlace): void {
    put(this.places, conversationId, place === 'end' ? undefined : place);
    this.writeSoon();
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
