import type { ChatEvent } from '../shared/conversation/chatEvent';
import {
  findRun,
  lastTurn,
  openRun,
  waitingTurn,
  type Conversation,
  type QueuedMessage,
  type Turn,
} from '../shared/conversation/conversation';
import { Emitter, type Disposable } from '../shared/emitter';
import { reduceAll } from '../shared/conversation/reduce';
import { hasAnswer, isAttemptOf, repetitionOf } from '../shared/conversation/repeat';
import { isEmptyMessage, messageOf, textMessage, type UserMessage } from '../shared/conversation/userMessage';
import { ConversationRuns, type EndedRun, type RunDeps } from './conversationRuns';
import { ConversationLog, openRunIds } from './conversationLog';
import type { Target } from '../runs/target';
import type { StoredConversation } from '../storage/conversations/conversationJournal';
import type { ConversationStore } from '../storage/conversations/conversationStore';

/** The dependencies that the sessions of a window share. */
export interface SessionDeps extends RunDeps {
  readonly store: Pick<
    ConversationStore,
    'journal' | 'onDidAppendElsewhere' | 'onDidOrphanRuns' | 'onDidRemove'
  >;
  /** 32 random hex digits. */
  readonly newId: () => string;
}

/** `isAnswer`: if the workflow waits, the message is the answer. */
export interface SendOptions {
  readonly isAnswer?: boolean;
}

/**
 * One conversation and its operations. At most one run is open at a time. Each message is one POST, and is on disk before it
 * is sent. Runs continue whether or not a chat shows them. An operation that does not apply at the moment, such as a second
 * stop, does nothing.
 */
export class ChatSession implements Disposable {
  private readonly log: ConversationLog;
  private readonly runs: ConversationRuns;
  private readonly returnedDraft = new Emitter<UserMessage>();
  private isDiscarded = false;
  private readonly sentAgain = new Emitter<UserMessage>();

  /** A message did not reach the service, or had no answer: its text returns to the composer. */
  readonly onDidReturnDraft = this.returnedDraft.event;

  /** A message that may have been returned to the composer was sent again from its turn and leaves the composer. */
  readonly onDidSendAgain = this.sentAgain.event;

  private constructor(
    private readonly deps: SessionDeps,
    stored: StoredConversation,
    unwritten: readonly ChatEvent[],
  ) {
    const onError = (error: unknown) => deps.log.warn(String(error));
    const journal = deps.store.journal(stored.conversation.id);
    this.log = new ConversationLog({ journal, onError }, { ...stored, unwritten });
    this.runs = new ConversationRuns(deps, this.log);
    this.runs.onDidEnd((run) => this.afterRun(run));
    this.runs.onDidRefuse(({ message }) => this.returnedDraft.fire(message));
    this.log.onDidReset((reset) => this.runs.follow(reset));
    if (!stored.isLive) this.runs.endOrphans(openRunIds(stored.conversation));
  }

  /** A conversation that starts with `events`. It is written to disk with its first message. */
  static begin(deps: SessionDeps, empty: Conversation, events: readonly ChatEvent[]): ChatSession {
    const conversation = reduceAll(empty, events);
    return new ChatSession(deps, { conversation, seq: events.length, isLive: false }, events);
  }

  /** A conversation from disk. Open runs of dead processes are ended; nothing is sent again. */
  static resume(deps: SessionDeps, stored: StoredConversation): ChatSession {
    return new ChatSession(deps, stored, []);
  }

  /** Fires for each event immediately; listeners batch. */
  get onDidEmit() {
    return this.log.onDidAppend;
  }

  /** The conversation was read again because another window appended to it, so that views are out of date. */
  get onDidReset() {
    return this.log.onDidReset;
  }

  get id(): string {
    return this.log.conversation.id;
  }

  get conversation(): Conversation {
    return this.log.conversation;
  }

  /** Number of events that {@link conversation} is reduced from. Increases with each event and each reset. */
  get seq(): number {
    return this.log.seq;
  }

  /** Whether a run is open, in this or another window. */
  get isBusy(): boolean {
    return this.runs.isCarrying || openRun(this.conversation) !== undefined;
  }

  /** Whether the workflow's question is open and not dismissed. */
  get isWaiting(): boolean {
    return waitingTurn(this.conversation)?.isInterruptDismissed === false;
  }

  /**
   * Sends a message; while a run is open, queues it. If the workflow waits, the next message is its answer, so the
   * message is sent only with `isAnswer`, in the turn of the question. A message that was refused is sent again in its
   * turn. Resolves to false if it was not sent because of a question, otherwise when it is on disk and shown.
   */
  async send(message: UserMessage, { isAnswer = false }: SendOptions = {}): Promise<boolean> {
    if (isEmptyMessage(message)) return true;
    if (this.isDiscarded) {
      this.returnedDraft.fire(message);
      return true;
    }
    if (this.isBusy) {
      await this.log.commit({ type: 'messageQueued', queueId: this.deps.newId(), ...messageOf(message) });
      return true;
    }
    const refused = lastTurn(this.conversation);
    if (refused && isAttemptOf(refused, message)) {
      await this.repeatTurn(refused.id);
      return true;
    }
    return this.sendNow(message, this.holdQueue(), isAnswer);
  }

  /** Plays a recorded run in an empty replay. */
  replay(message: UserMessage, recorded: Target): Promise<void> {
    return this.startTurn(message, [], recorded);
  }

  /** Answers the open question of a turn, in its service conversation. Resolves to false if it has another answer by now. */
  async answerInterrupt(turnId: string, text: string): Promise<boolean> {
    if (text.trim() === '' || this.runs.isCarrying) return true;
    const turn = this.turn(turnId);
    if (this.isBusy || !turn || waitingTurn(this.conversation) !== turn)
      return turn?.runs.at(-1)?.reply === text;
    await this.startReply(turnId, text, this.holdQueue());
    return true;
  }

  /** Dismisses the question. It stays open at the service: the next message of this conversation answers it. */
  async dismissInterrupt(turnId: string): Promise<void> {
    if (waitingTurn(this.conversation)?.id !== turnId) return;
    await this.log.commit({ type: 'interruptDismissed', turnId });
  }

  /**
   * Ends the run for the user at once and drops later events, then asks the service to cancel. The service may still
   * continue, and bill. A run of another window ends there within a second.
   */
  stop(): void {
    this.runs.stop();
  }

  /** Stops the run before the conversation is deleted. Resolves when that is on disk. */
  end(): Promise<void> {
    this.stop();
    return this.log.flush();
  }

  /** Runs a turn again at the user's request; {@link repetitionOf} determines the input. */
  async repeatTurn(turnId: string): Promise<void> {
    const turn = this.turn(turnId);
    const repetition = turn && repetitionOf(turn);
    if (!repetition || this.isBusy || waitingTurn(this.conversation)) return;
    const runId = this.deps.newId();
    const { text, isReply } = repetition;
    const message = isReply ? textMessage(text) : messageOf(turn);
    const repeated: ChatEvent = { type: 'runRepeated', turnId, runId, at: this.deps.now() };
    const opening = [...this.holdQueue(), repeated];
    await this.runs.start(opening, runId, { turnId, message, isReply });
    if (!isReply) this.sentAgain.fire(message);
  }

  /** Hides a turn. The service still knows it. */
  async hideTurn(turnId: string): Promise<void> {
    const turn = this.turn(turnId);
    if (turn?.runs.every((run) => run.outcome)) await this.log.commit({ type: 'turnHidden', turnId });
  }

  /** Shows a hidden turn again. */
  async showTurn(turnId: string): Promise<void> {
    if (this.turn(turnId)?.isHidden) await this.log.commit({ type: 'turnShown', turnId });
  }

  /** Sends the user's rating of an answer. Rejects if the client does; shown when the service has accepted it. */
  async giveFeedback(messageKey: string, feedback: 'like' | 'unlike' | 'none'): Promise<void> {
    const run = findRun(this.conversation, messageKey.split('/', 1)[0] ?? '')?.run;
    const message = run?.messages.find((candidate) => candidate.key === messageKey);
    const { workflow: ref, cozeConversationId, replayOf } = this.conversation;
    const workflow = ref && this.deps.workflowByKey(ref.key);
    if (replayOf || !run || !message?.id || !workflow || cozeConversationId === undefined) return;
    await this.deps.client.giveFeedback(workflow, cozeConversationId, message.id, feedback);
    await this.log.commit({ type: 'feedbackGiven', runId: run.id, messageId: message.id, feedback });
  }

  /** Removes a message from the queue. */
  async removeQueued(queueId: string): Promise<void> {
    if (this.queued(queueId)) await this.log.commit({ type: 'queuedMessageRemoved', queueId });
  }

  /** Sends a queued message now, by the rules of {@link send}; while a run is open it stays queued. */
  async sendQueued(queueId: string, { isAnswer = false }: SendOptions = {}): Promise<boolean> {
    const message = this.queued(queueId);
    if (!message || this.isBusy) return true;
    const before: readonly ChatEvent[] = [...this.holdQueue(), { type: 'queuedMessageRemoved', queueId }];
    return this.sendNow(messageOf(message), before, isAnswer);
  }

  /** Sets the title of the conversation; ignores an empty one. */
  async rename(title: string): Promise<void> {
    const trimmed = title.trim();
    if (trimmed !== '') await this.log.commit({ type: 'conversationRenamed', title: trimmed });
  }

  /**
   * The remedy "new conversation" for a run that the service refused: the next message starts a service conversation
   * with the earlier turns as history. The input of the run returns to the composer.
   */
  async leaveServiceConversation(runId: string): Promise<void> {
    const found = findRun(this.conversation, runId);
    if (!found || this.isBusy) return;
    await this.log.commit({ type: 'serviceConversationDropped' });
    const { turn, run } = found;
    this.returnedDraft.fire(run.reply === undefined ? messageOf(turn) : textMessage(run.reply));
  }

  /** Reads the conversation again, with the events of other windows. The run of this window continues. */
  refresh(): void {
    this.runs.inBackground(this.log.reload());
  }

  /** Ends the runs of a dead process. */
  endOrphans(runIds: readonly string[]): void {
    this.runs.endOrphans(runIds);
  }

  /** Resolves when no task is pending and all events are on disk. */
  async settled(): Promise<void> {
    await this.runs.settled();
    await this.log.flush();
  }

  /** Ends the run as cut off, writes all events to disk and closes the session. Does not use VS Code. */
  async close(): Promise<void> {
    const counted = this.runs.cutOff();
    this.dispose();
    await Promise.all([this.log.flush(), counted]);
  }

  /** The conversation was deleted: closes the connection, stops writing, and returns an unsent message. */
  discard(): void {
    this.isDiscarded = true;
    if (this.runs.unsent) this.returnedDraft.fire(this.runs.unsent.message);
    this.log.discard();
    this.runs.discard();
    this.sentAgain.dispose();
  }

  /** Closes the connection and drops the listeners. What was appended is still written. */
  dispose(): void {
    this.runs.dispose();
    this.log.dispose();
    this.returnedDraft.dispose();
    this.sentAgain.dispose();
  }

  private turn(turnId: string): Turn | undefined {
    return this.conversation.turns.find((turn) => turn.id === turnId);
  }

  private queued(queueId: string): QueuedMessage | undefined {
    return this.conversation.queue.find((message) => message.id === queueId);
  }

  /** A run that the user starts stops the queue from being sent automatically. */
  private holdQueue(): readonly ChatEvent[] {
    return this.conversation.queue.every((message) => message.isOnHold) ? [] : [{ type: 'queueHeld' }];
  }

  private async sendNow(
    message: UserMessage,
    before: readonly ChatEvent[],
    isAnswer: boolean,
  ): Promise<boolean> {
    const waiting = waitingTurn(this.conversation);
    if (waiting && !isAnswer) return false;
    if (waiting && message.attachments.length === 0) await this.startReply(waiting.id, message.text, before);
    else await this.startTurn(message, before);
    return true;
  }

  private async startReply(turnId: string, text: string, before: readonly ChatEvent[]): Promise<void> {
    const runId = this.deps.newId();
    const answered: ChatEvent = { type: 'interruptAnswered', turnId, runId, text, at: this.deps.now() };
    const message = textMessage(text);
    await this.runs.start([...before, answered], runId, { turnId, message, isReply: true });
  }

  private async startTurn(message: UserMessage, before: readonly ChatEvent[], plays?: Target): Promise<void> {
    const turnId = this.deps.newId();
    const runId = this.deps.newId();
    const sent: ChatEvent = { type: 'messageSent', turnId, runId, ...message, at: this.deps.now() };
    await this.runs.start([...before, sent], runId, { turnId, message, isReply: false }, plays);
  }

  /** A message without an answer returns to the composer. A reply does not: it can be repeated in its turn. */
  private afterRun({ input, ending }: EndedRun): void {
    if (this.conversation.replayOf) return;
    const turn = this.turn(input.turnId);
    const hasFailed = ending.type === 'runFailed' || ending.type === 'runCutOff';
    if (hasFailed && turn && !hasAnswer(turn) && turn.runs.every((run) => run.reply === undefined)) {
      this.returnedDraft.fire(input.message);
    }
    const next = this.conversation.queue.find((message) => !message.isOnHold);
    if (ending.type !== 'runCompleted' || !next || this.isBusy) return;
    const removed: ChatEvent = { type: 'queuedMessageRemoved', queueId: next.id };
    this.runs.inBackground(this.startTurn(messageOf(next), [removed]));
  }
}
