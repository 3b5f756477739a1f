import { emptyConversation, type Conversation } from '../shared/conversation/conversation';
import { Emitter, type Disposable } from '../shared/emitter';
import type { Recording } from '../recording/recording';
import type { ErrorInfo } from '../shared/errorInfo';
import type { ChatEvent } from '../shared/conversation/chatEvent';
import { workflowRef, type Workflow, type WorkflowRef } from '../shared/workflow';
import { isEmptyMessage, messageOf } from '../shared/conversation/userMessage';
import { ChatSession, type SessionDeps } from './chatSession';
import { replay } from './replay';

/** A run that failed, was cut off or is about to be tried again. */
export interface FailedRun {
  readonly session: ChatSession;
  readonly error: ErrorInfo;
}

/**
 * The open conversations of this window. Each is open at most once, and all chats that show it share its session. Runs
 * continue whether or not a chat shows them. A session without a holder is closed when it has no open run.
 */
export class ChatSessions implements Disposable {
  private readonly changeWaiting = new Emitter<number>();
  private readonly failed = new Emitter<FailedRun>();
  private readonly sessions = new Map<string, ChatSession>();
  private readonly holds = new Map<ChatSession, number>();
  private readonly closing = new Map<string, Promise<void>>();
  private readonly opening = new Map<string, Promise<ChatSession | undefined>>();
  private readonly subscriptions: readonly Disposable[];
  private lastWaiting = 0;
  private isClosingDue = false;
  private isDisposed = false;

  /** The number of open conversations with an unanswered question. */
  readonly onDidChangeWaiting = this.changeWaiting.event;

  /** A run of this window failed, was cut off or is about to be tried again. */
  readonly onDidFail = this.failed.event;

  constructor(private readonly deps: SessionDeps) {
    const { store } = deps;
    this.subscriptions = [
      store.onDidAppendElsewhere(({ conversationId }) => this.sessions.get(conversationId)?.refresh()),
      store.onDidOrphanRuns(({ conversationId, runIds }) =>
        this.sessions.get(conversationId)?.endOrphans(runIds),
      ),
      store.onDidRemove(({ conversationId }) => this.forget(conversationId)),
    ];
  }

  /** The session of a conversation that is already open. */
  find(conversationId: string): ChatSession | undefined {
    return this.sessions.get(conversationId);
  }

  /** The number of open conversations. */
  get openCount(): number {
    return this.sessions.size;
  }

  /**
   * Keeps a session open until the result is disposed of. A session without a holder is closed soon after it was
   * opened, so hold it before any other `await`.
   */
  hold(session: ChatSession): Disposable {
    this.holds.set(session, (this.holds.get(session) ?? 0) + 1);
    let isHeld = true;
    return {
      dispose: () => {
        if (!isHeld) return;
        isHeld = false;
        const others = (this.holds.get(session) ?? 0) - 1;
        if (others > 0) this.holds.set(session, others);
        else this.holds.delete(session);
        this.closeUnusedSoon();
      },
    };
  }

  /** Starts a conversation with a workflow. It is written to disk with its first message. */
  start(workflow: Workflow): ChatSession {
    const conversationId = this.deps.newId();
    return this.begin([
      { type: 'conversationStarted', conversationId, workflow: workflowRef(workflow), at: this.deps.now() },
    ]);
  }

  /**
   * Starts a conversation in which a recorded run is played: nothing is sent, and no tokens are counted. Hold the session at
   * once, then {@link ChatSession.replay}.
   */
  startReplay({ run }: Recording, title: string): ChatSession {
    const { key, name, workflowId, origin } = run;
    const workflow = { key, name, workflowId, origin };
    const started: ChatEvent = {
      ...{ type: 'conversationStarted', conversationId: this.deps.newId(), workflow, at: this.deps.now() },
      replayOf: { runId: run.runId },
    };
    return this.begin([started, { type: 'conversationRenamed', title }]);
  }

  /** The session of a conversation, read from disk if it is not open; `undefined` if there is no such conversation. */
  load(conversationId: string): Promise<ChatSession | undefined> {
    const session = this.sessions.get(conversationId);
    if (session) return Promise.resolve(session);
    const under = this.opening.get(conversationId) ?? this.read(conversationId);
    this.opening.set(conversationId, under);
    return under;
  }

  /**
   * Sends the message of a turn with another text, in a new conversation that starts with the turns before it. The
   * service cannot forget messages, so the new conversation sends those turns as history. Resolves when the text is on
   * disk; `undefined` if there is no such turn.
   */
  async fork(conversationId: string, turnId: string, text: string): Promise<ChatSession | undefined> {
    const origin = (await this.load(conversationId))?.conversation;
    const index = origin?.turns.findIndex((turn) => turn.id === turnId) ?? -1;
    const turn = origin?.turns[index];
    if (!origin?.workflow || origin.replayOf || !turn) return undefined;
    const message = { ...messageOf(turn), text };
    if (isEmptyMessage(message)) return undefined;
    const session = this.begin(this.forkEvents(origin, origin.workflow, index, turnId));
    await session.send(message);
    return session;
  }

  /** Ends all runs, writes all events to disk and closes the sessions. Does not use VS Code. */
  async close(): Promise<void> {
    await Promise.all([
      ...this.closing.values(),
      ...[...this.sessions.values()].map((session) => session.close()),
    ]);
    this.dispose();
  }

  /** Closes connections and drops listeners without writing. */
  dispose(): void {
    this.isDisposed = true;
    for (const subscription of this.subscriptions) subscription.dispose();
    for (const session of this.sessions.values()) session.dispose();
    this.changeWaiting.dispose();
    this.failed.dispose();
  }

  private begin(events: readonly ChatEvent[]): ChatSession {
    return this.adopt(ChatSession.begin(this.deps, emptyConversation, events));
  }

  private async read(conversationId: string): Promise<ChatSession | undefined> {
    try {
      await this.closing.get(conversationId);
      const stored = await this.deps.store.journal(conversationId).load();
      return stored && this.adopt(ChatSession.resume(this.deps, stored));
    } finally {
      this.opening.delete(conversationId);
    }
  }

  private adopt(session: ChatSession): ChatSession {
    this.sessions.set(session.id, session);
    const changed = (): void => {
      this.countWaiting();
      if (this.isUnused(session)) this.closeUnusedSoon();
    };
    session.onDidEmit(({ event }) => {
      changed();
      if (event.type === 'runFailed' || event.type === 'runCutOff' || event.type === 'retryScheduled')
        this.failed.fire({ session, error: event.error });
    });
    session.onDidReset(changed);
    changed();
    return session;
  }

  private isUnused(session: ChatSession): boolean {
    return !this.holds.has(session) && !session.isBusy;
  }

  /** Deferred by a turn of the event loop, so that the opener of a session can hold it first. */
  private closeUnusedSoon(): void {
    if (this.isClosingDue) return;
    this.isClosingDue = true;
    setImmediate(() => {
      this.isClosingDue = false;
      if (this.isDisposed) return;
      for (const session of this.sessions.values()) if (this.isUnused(session)) this.letGo(session);
      this.countWaiting();
    });
  }

  /** The conversation can be opened again only when all its events are on disk, because it is read from there. */
  private letGo(session: ChatSession): void {
    const { id } = session;
    this.sessions.delete(id);
    const closed = session
      .close()
      .catch((error: unknown) => this.deps.log.warn(String(error)))
      .finally(() => {
        this.deps.store.journal(id).unfollow();
        this.closing.delete(id);
      });
    this.closing.set(id, closed);
  }

  private forkEvents(origin: Conversation, workflow: WorkflowRef, index: number, turnId: string) {
    const { now, newId } = this.deps;
    const forkedFrom = { conversationId: origin.id, title: origin.title, turnId, turns: index };
    const started: ChatEvent = {
      type: 'conversationStarted',
      conversationId: newId(),
      workflow,
      at: now(),
      forkedFrom,
    };
    return [started, ...replay(origin.turns.slice(0, index), newId)];
  }

  private forget(conversationId: string): void {
    this.sessions.get(conversationId)?.discard();
    if (this.sessions.delete(conversationId)) this.countWaiting();
  }

  private countWaiting(): void {
    const count = [...this.sessions.values()].filter((session) => session.isWaiting).length;
    if (count === this.lastWaiting) return;
    this.lastWaiting = count;
    this.changeWaiting.fire(count);
  }
}
