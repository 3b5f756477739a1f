import type { MediaItem } from '../../src/shared/conversation/content';
import { maxTextLength } from '../../src/shared/limits';
import type { InputsDraft } from '../../src/shared/inputs/inputField';
import type { TypedEntry } from '../../src/shared/conversation/typedEntry';

/** Unsent input. */
export interface Draft {
  readonly text: string;
  readonly attachments: readonly MediaItem[];
  /** Long pastes. They are shown as chips and sent after the text. */
  readonly pastes: readonly string[];
  /** Texts of editors, such as selections. They are shown as chips and sent after the pastes. */
  readonly snippets?: readonly Snippet[];
}

/** `label`: where the text comes from. */
export interface Snippet {
  readonly label: string;
  readonly text: string;
}

/** An unsent answer to a question: its text, or the fields of a card by name. Also the text of a message that is edited. */
export interface AnswerDraft {
  readonly text: string;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * A position in the conversation: the end, which is followed, or a row with its distance from the top of the viewport
 * in pixels.
 */
export type ScrollPlace = 'end' | { readonly row: string; readonly offset: number };

interface Kept {
  readonly version: 1;
  /**
   * The conversation on the page. The host restores an editor tab from it after a restart. Empty before the first
   * message.
   */
  readonly conversationId: string;
  readonly drafts: Readonly<Record<string, Draft>>;
  /** By run, and by turn for messages that are edited. */
  readonly answers: Readonly<Record<string, AnswerDraft>>;
  readonly inputs?: Readonly<Record<string, InputsDraft>>;
  readonly places: Readonly<Record<string, ScrollPlace>>;
  /** When each draft and answer last changed, in milliseconds since the epoch. */
  readonly typedAt?: Readonly<Record<string, number>>;
  /** Identifies this page across reloads. Two pages can show the same conversation. */
  readonly page?: string;
}

const noDraft: Draft = { text: '', attachments: [], pastes: [] };
const noAnswer: AnswerDraft = { text: '', fields: {} };

/** Maximum number of entries of each kind. The oldest are removed first. */
const kept = 50;

/** Minimum time between two writes of the scroll position, in milliseconds. */
const pause = 150;

/** The value of a `TypedEntry`. Neither a draft nor an answer if it was emptied. */
interface Typed {
  readonly page: string;
  readonly draft?: Draft;
  readonly answer?: AnswerDraft;
}

/** Delay between a key press and the message to the host, in milliseconds. */
const keepAfter = 250;

interface StateKeeper {
  /** Stores unsent text in the host. */
  post(message: { readonly type: 'keepTyped' } & TypedEntry): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/**
 * Drafts, unsent answers and scroll positions, which must survive hiding, moving and reloading the page. Text is
 * written at once, because VS Code drops messages of a page that is being disposed; scroll positions at most every
 * {@link pause}. Text is also sent to the host, because VS Code writes the state of a page to disk only occasionally.
 */
export class LocalState {
  private readonly drafts: Map<string, Draft>;
  private readonly answers: Map<string, AnswerDraft>;
  private readonly inputsOf: Map<string, InputsDraft>;
  private readonly places: Map<string, ScrollPlace>;
  private readonly typedAt: Map<string, number>;
  private readonly page: string;
  /** Ids of entries that the host has not received yet. */
  private readonly unsentIds = new Set<string>();
  private keeping: ReturnType<typeof setTimeout> | undefined;
  private shownId: string;
  private hasEntered = false;
  /** Text was typed before the first conversation arrived. */
  private hasTypedEarly = false;
  /** The first message was sent, and its conversation has no id yet. */
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
    this.inputsOf = new Map(Object.entries(state?.inputs ?? {}));
    this.places = new Map(Object.entries(state?.places ?? {}));
    this.typedAt = new Map(Object.entries(state?.typedAt ?? {}));
    this.page = state?.page ?? crypto.randomUUID();
    this.shownId = state?.conversationId ?? '';
    const flush = () => {
      if (this.timer !== undefined) this.write();
      this.sendTyped();
    };
    document.addEventListener('visibilitychange', flush, { signal });
    window.addEventListener('pagehide', flush, { signal });
    signal.addEventListener('abort', flush);
  }

  /**
   * The conversation on the page, whose draft is in the message box. Before one has arrived, the last one before the reload. Between
   * the arrival of another one and the next frame, the one before.
   */
  get conversationId(): string {
    return this.shownId;
  }

  /**
   * Sets the conversation that the page shows. Text that was typed without one moves to it: while the first message began it,
   * or before it arrived in a new page.
   */
  enter(conversationId: string): void {
    const isWithout = this.isBeginning || (this.hasTypedEarly && this.shownId === '');
    this.hasEntered = true;
    this.hasTypedEarly = false;
    this.isBeginning = false;
    this.shownId = conversationId;
    const typed = this.drafts.get('');
    if (isWithout && typed && conversationId !== '') {
      const before = this.draft(conversationId).text;
      this.setDraft('', noDraft);
      this.setDraft(conversationId, {
        ...typed,
        text: before === '' ? typed.text : `${before}\n\n${typed.text}`,
      });
    }
    this.writeSoon();
  }

  /** Clears the draft after it was sent. */
  takeDraft(conversationId: string): void {
    this.isBeginning = conversationId === '';
    this.setDraft(conversationId, noDraft);
  }

  draft(conversationId: string): Draft {
    return this.drafts.get(conversationId) ?? noDraft;
  }

  setDraft(conversationId: string, draft: Draft): void {
    if (!this.hasEntered) this.hasTypedEarly = true;
    const isEmpty = draft.text === '' && isWithoutChips(draft);
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

  /** The changed text of a message that is being edited; `undefined` if none is. */
  edited(turnId: string): string | undefined {
    return this.answers.get(turnId)?.text;
  }

  setEdited(turnId: string, text: string | undefined): void {
    this.setAnswer(turnId, text === undefined ? undefined : { text, fields: {} });
  }

  /** The inputs of a workflow that the host has not kept yet. */
  inputs(workflow: string): InputsDraft | undefined {
    return this.inputsOf.get(workflow);
  }

  setInputs(workflow: string, inputs: InputsDraft | undefined): void {
    put(this.inputsOf, workflow, inputs);
    this.write();
  }

  place(conversationId: string): ScrollPlace {
    return this.places.get(conversationId) ?? 'end';
  }

  setPlace(conversationId: string, place: ScrollPlace): void {
    put(this.places, conversationId, place === 'end' ? undefined : place);
    this.writeSoon();
  }

  /** Takes newer entries of the host. An entry of another page does not replace one of this page. */
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
    this.unsentIds.add(id);
    // Text that was sent must not be restored.
    if (isEmptied) this.sendTyped();
    else this.keeping ??= setTimeout(() => this.sendTyped(), keepAfter);
  }

  private sendTyped(): void {
    clearTimeout(this.keeping);
    this.keeping = undefined;
    for (const id of this.unsentIds) {
      const draft = this.drafts.get(id);
      const answer = this.answers.get(id);
      const typed: Typed = { page: this.page, ...(draft && { draft }), ...(answer && { answer }) };
      const value = JSON.stringify(typed);
      if (value.length > maxTextLength) continue;
      this.keeper.post({ type: 'keepTyped', id, at: this.typedAt.get(id) ?? 0, value });
    }
    this.unsentIds.clear();
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
      conversationId: this.shownId,
      drafts: Object.fromEntries(this.drafts),
      answers: Object.fromEntries(this.answers),
      inputs: Object.fromEntries(this.inputsOf),
      places: Object.fromEntries(this.places),
      typedAt: Object.fromEntries(this.typedAt),
      page: this.page,
    };
    this.keeper.setState(state);
  }
}

export function isWithoutChips({ attachments, pastes, snippets = [] }: Draft): boolean {
  return attachments.length + pastes.length + snippets.length === 0;
}

function put<T>(map: Map<string, T>, key: string, value: T | undefined): void {
  map.delete(key);
  if (value === undefined) return;
  map.set(key, value);
  const oldest = map.keys().next();
  if (map.size > kept && !oldest.done) map.delete(oldest.value);
}

/** Returns `undefined` for a state of another version. */
function readKept(value: unknown): Kept | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const state = value as Partial<Kept>;
  return state.version === 1 && state.drafts && state.answers && state.places ? (state as Kept) : undefined;
}
