import type { Locator, Page } from 'playwright-core';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import { emptyConversation, type Conversation } from '../../../src/shared/conversation/conversation';
import type { HostMessage, ViewContext, ViewMessage } from '../../../src/shared/protocol';
import { reduce } from '../../../src/shared/conversation/reduce';
import {
  openBuiltPage,
  postedBy,
  say,
  setTheme,
  settled,
  storedBy,
  violationsOf,
  type BuiltPage,
  type BuiltPageOptions,
} from './builtPage';

export interface ChatPageOptions extends BuiltPageOptions {
  readonly context?: Partial<ViewContext>;
  readonly events?: readonly ChatEvent[];
}

export const demoContext: ViewContext = {
  workflows: [{ key: 'demo', name: 'Demo', host: '', isDemo: true }],
  selectedWorkflow: 'demo',
  token: 'notNeeded',
  enterBehavior: 'send',
  canGiveFeedback: false,
  canSignIn: false,
};

/**
 * The built view in Chromium, under the page and Content-Security-Policy of the extension, with a host that records
 * messages and sends those of the test.
 */
export class ChatPage {
  conversation: Conversation = emptyConversation;
  seq = 0;
  context: ViewContext;

  private constructor(
    private readonly built: BuiltPage,
    options: ChatPageOptions,
  ) {
    this.context = { ...demoContext, ...options.context };
  }

  static async open(options: ChatPageOptions = {}): Promise<ChatPage> {
    const chat = new ChatPage(await openBuiltPage('webview', 'words', options), options);
    chat.take(options.events ?? []);
    await chat.snapshot();
    return chat;
  }

  get page(): Page {
    return this.built.page;
  }

  /** Uncaught errors of the page. */
  get errors(): readonly string[] {
    return this.built.errors;
  }

  /** Changes the colour theme like VS Code. */
  async setTheme(name: string): Promise<void> {
    await setTheme(this.page, name);
  }

  /** Reduces and counts events like the host, without sending them. */
  take(events: readonly ChatEvent[]): void {
    for (const event of events) this.conversation = reduce(this.conversation, event);
    this.seq += events.length;
  }

  /** Starts another conversation, without sending it. */
  restart(events: readonly ChatEvent[], context: Partial<ViewContext> = {}): void {
    this.conversation = emptyConversation;
    this.context = { ...this.context, ...context };
    this.take(events);
  }

  async snapshot(): Promise<void> {
    const { seq, conversation, context } = this;
    await this.say({ type: 'snapshot', seq, conversation, context });
  }

  /** Sends numbered events like the host. */
  async emit(...events: ChatEvent[]): Promise<void> {
    const from = this.seq;
    this.take(events);
    await this.say({ type: 'events', conversationId: this.conversation.id, from, events });
  }

  async setContext(context: Partial<ViewContext>): Promise<void> {
    this.context = { ...this.context, ...context };
    await this.say({ type: 'context', context: this.context });
  }

  /** Sends a message to the view and waits until it is painted. */
  async say(message: HostMessage): Promise<void> {
    await say(this.page, message);
  }

  async settled(): Promise<void> {
    await settled(this.page);
  }

  /** The messages of one type that the view has posted. */
  async posted<T extends ViewMessage['type']>(type: T): Promise<Extract<ViewMessage, { type: T }>[]> {
    return (await postedBy(this.page, type)) as Extract<ViewMessage, { type: T }>[];
  }

  /** State that the view has stored. */
  state(): Promise<unknown> {
    return storedBy(this.page);
  }

  violations(): Promise<readonly string[]> {
    return violationsOf(this.page);
  }

  get log(): Locator {
    return this.page.getByRole('log', { name: /Conversation|会话内容/ });
  }

  get box(): Locator {
    return this.page.getByRole('textbox', { name: /^(Message|消息)$/ });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  close(): Promise<void> {
    return this.built.close();
  }
}
