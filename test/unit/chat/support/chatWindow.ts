import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ChatSession } from '../../../../src/chat/chatSession';
import { ChatSessions } from '../../../../src/chat/chatSessions';
import { ConversationStore } from '../../../../src/storage/conversations/conversationStore';
import { UsageLedger } from '../../../../src/usage/usageLedger';
import type { SessionDeps } from '../../../../src/chat/chatSession';
import type { ChatDeps } from '../../../../src/coze/endpoints/chats/chat';
import type { ChatEvent } from '../../../../src/shared/conversation/chatEvent';
import {
  openRun,
  type Conversation,
  type Run,
  type Turn,
} from '../../../../src/shared/conversation/conversation';
import type { Workflow } from '../../../../src/shared/workflow';
import { testClient, workflowAt } from '../../../support/wirePipeline';
import { textMessage, type UserMessage } from '../../../../src/shared/conversation/userMessage';
import { temporaryFolder } from '../../../support/temporaryFolder';

export function newId(): string {
  return randomBytes(16).toString('hex');
}

/** A directory for one test. */
export class Place {
  constructor(readonly directory = temporaryFolder('chat-')) {}

  journal(conversationId: string): string {
    return readFileSync(join(this.directory, 'conversations', `${conversationId}.jsonl`), 'utf8');
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

export interface WindowOptions {
  readonly client?: Partial<ChatDeps>;
  readonly record?: SessionDeps['record'];
  /** Workflows that are not set up any more. */
  readonly removedWorkflows?: readonly string[];
}

/** What one window of the editor has: real store, real ledger, real client. */
export class ChatWindow {
  readonly drafts: UserMessage[] = [];
  readonly waiting: number[] = [];
  private readonly workflow: Workflow;

  private constructor(
    readonly sessions: ChatSessions,
    readonly store: ConversationStore,
    readonly ledger: UsageLedger,
    baseUrl: string,
    readonly warnings: string[],
  ) {
    this.workflow = workflowAt(baseUrl);
    sessions.onDidChangeWaiting((count) => this.waiting.push(count));
  }

  static async open(place: Place, baseUrl: string, options: WindowOptions = {}): Promise<ChatWindow> {
    const warnings: string[] = [];
    const log = { warn: (text: string) => void warnings.push(text) };
    const store = await ConversationStore.open({ directory: join(place.directory, 'conversations') });
    const ledger = await UsageLedger.open({ directory: place.directory, log });
    const workflow = workflowAt(baseUrl);
    const sessions = new ChatSessions({
      client: testClient(options.client ?? {}),
      store,
      ledger,
      workflowByKey: (key) =>
        key === workflow.key && !options.removedWorkflows?.includes(key) ? workflow : undefined,
      now: Date.now,
      newId,
      log,
      ...(options.record && { record: options.record }),
    });
    return new ChatWindow(sessions, store, ledger, baseUrl, warnings);
  }

  /** A new conversation whose returned drafts are collected. */
  start(): ChatSession {
    return this.watched(this.sessions.start(this.workflow));
  }

  async load(conversationId: string): Promise<ChatSession> {
    const session = await this.sessions.load(conversationId);
    if (!session) throw new Error('There is no such conversation');
    this.sessions.hold(session);
    return session;
  }

  /** Collects what is returned, and keeps the session open as a chat that shows it does. */
  watched(session: ChatSession): ChatSession {
    this.sessions.hold(session);
    session.onDidReturnDraft((draft) => this.drafts.push(draft));
    return session;
  }

  async close(): Promise<void> {
    await this.sessions.close();
    this.ledger.dispose();
    await this.store.dispose();
  }
}

/** Resolves when the conversation is as it should be, now or after some event. */
export function when(
  session: ChatSession,
  isReached: (conversation: Conversation) => boolean,
): Promise<Conversation> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (!isReached(session.conversation)) return;
      for (const subscription of subscriptions) subscription.dispose();
      resolve(session.conversation);
    };
    const subscriptions = [session.onDidEmit(check), session.onDidReset(check)];
    check();
  });
}

/** Resolves when no run is open. */
export function whenIdle(session: ChatSession): Promise<Conversation> {
  return when(session, (conversation) => openRun(conversation) === undefined);
}

/** Sends and waits until no run is open. */
export async function sendAndWait(session: ChatSession, text: string): Promise<Conversation> {
  await session.send(textMessage(text));
  return whenIdle(session);
}

export function turnAt(conversation: Conversation, index: number): Turn {
  const turn = conversation.turns.at(index);
  if (!turn) throw new Error(`There is no turn ${String(index)}`);
  return turn;
}

export function runAt(conversation: Conversation, turn: number, run: number): Run {
  const found = turnAt(conversation, turn).runs.at(run);
  if (!found) throw new Error(`There is no run ${String(run)}`);
  return found;
}

export function answerTexts(run: Run): readonly string[] {
  return run.messages.filter(({ role }) => role === 'assistant').map(({ text }) => text);
}

/** The events a session emits from now on. */
export function recordEvents(session: ChatSession): ChatEvent[] {
  const events: ChatEvent[] = [];
  session.onDidEmit(({ event }) => events.push(event));
  return events;
}

const ends = new Set<ChatEvent['type']>([
  'runCompleted',
  'runWaiting',
  'runStopped',
  'runFailed',
  'runCutOff',
]);

/** The events that end runs. */
export function endsIn(events: readonly ChatEvent[]): readonly ChatEvent[] {
  return events.filter(({ type }) => ends.has(type));
}
