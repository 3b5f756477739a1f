import { cardOf, textOf } from '../plays/cards';
import type { Dialect, MessageContent, StreamEvent, Tokens } from '../dialects/dialect';
import type { IdSource } from './ids';
import type { ServiceConversation } from './memory';
import type { Chat } from '../dialects/chat';
import { piecesOf, randomFrom, tokensOf } from '../plays/pieces';
import type { Question, Script, Step } from '../plays/script';

/** The dependencies of a run. */
export interface RunDeps {
  readonly dialect: Dialect;
  readonly ids: IdSource;
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly signal: AbortSignal;
  readonly wantsCards: boolean;
}

type AnswerStep = Extract<Step, { type: 'answer' | 'beginning' }>;

/** Plays a script and puts its steps into events of the dialect. */
export class Run {
  private outputTokens = 0;
  private readonly random: () => number;

  constructor(
    private readonly chat: Chat,
    private readonly conversation: ServiceConversation,
    private readonly script: Script,
    private readonly inputTokens: number,
    private readonly deps: RunDeps,
  ) {
    this.random = randomFrom(Number(BigInt(chat.id) & 0xffff_ffffn));
  }

  /** The events of the run. `reply` answers the question that the script waits at. */
  async *events(reply: string): AsyncGenerator<StreamEvent, void, undefined> {
    const { dialect } = this.deps;
    yield* dialect.started(this.chat);
    await this.deps.pause(350);
    for (let next = this.script.next(reply); !next.done; next = this.script.next('')) {
      const step = next.value;
      switch (step.type) {
        case 'answer':
        case 'beginning':
          this.chat.output = `${this.chat.output ?? ''}${step.text}`;
          yield* this.answer(step);
          break;
        case 'whole':
          yield* this.whole(this.message(step.messageType, step.content, step.contentType));
          break;
        case 'followUp':
          yield* this.whole(this.message('follow_up', step.text));
          break;
        case 'pause':
          await this.deps.pause(step.milliseconds);
          break;
        case 'ask':
          yield* this.ask(step.question);
          this.settle('requires_action');
          if (this.chat.status === 'requires_action') this.conversation.waiting = this.script;
          yield* dialect.waiting(this.chat, [this.newId(), this.newId()], this.seconds());
          return;
        case 'fail':
          this.chat.failure = { code: step.code, message: step.message };
          this.settle('failed');
          yield* dialect.failed(this.chat, step.code, step.message, this.seconds());
          return;
        case 'cut':
          this.settle('failed');
          return;
        case 'stall':
          await aborted(this.deps.signal);
          return;
      }
    }
    this.settle('completed');
    yield* dialect.finished(this.chat, this.newId(), this.tokens(), this.seconds());
  }

  /** Ends the chat and frees its conversation. An earlier final status, such as canceled, stays. */
  settle(status: Chat['status']): void {
    if (this.chat.status === 'in_progress') this.chat.status = status;
    if (this.conversation.running === this.chat) delete this.conversation.running;
  }

  private async *answer(step: AnswerStep): AsyncGenerator<StreamEvent, void, undefined> {
    const whole = this.message('answer', step.text);
    const isFast = step.type === 'answer' && step.isFast === true;
    const [least, most] = isFast ? [20, 60] : [1, 6];
    const reasoning = step.type === 'answer' && this.deps.dialect.sendsReasoning ? step.reasoning : undefined;
    for (const piece of piecesOf(reasoning ?? '', least, most, this.random)) {
      await this.breathe();
      yield this.deps.dialect.delta(this.chat, { ...whole, content: '', reasoning: piece }, undefined);
    }
    let sent = 0;
    for (const piece of piecesOf(step.text, least, most, this.random)) {
      await this.breathe();
      sent += piece.length;
      const at = sent === step.text.length ? this.seconds() : undefined;
      yield this.deps.dialect.delta(this.chat, { ...whole, content: piece }, at);
    }
    if (step.type === 'beginning') return;
    yield* this.whole(reasoning === undefined ? whole : { ...whole, reasoning });
  }

  private async *ask(question: Question): AsyncGenerator<StreamEvent, void, undefined> {
    const { dialect, wantsCards } = this.deps;
    if (question.type === 'text' || !(wantsCards || dialect.alwaysCards)) {
      yield* this.answer({ type: 'answer', text: textOf(question) });
    } else {
      yield* this.whole(this.message('answer', cardOf(question), 'card'));
    }
  }

  private *whole(message: MessageContent): Generator<StreamEvent, void, undefined> {
    this.outputTokens += tokensOf(message.content);
    const event = this.deps.dialect.completed(this.chat, message, this.seconds());
    if (event) yield event;
  }

  private message(type: string, content: string, contentType = 'text'): MessageContent {
    const id = this.newId();
    this.conversation.messageIds.add(id);
    return { id, type, content, contentType };
  }

  private breathe(): Promise<void> {
    return this.deps.pause(15 + Math.floor(this.random() * 26));
  }

  private newId(): string {
    return this.deps.ids.next();
  }

  private seconds(): number {
    return Math.floor(this.deps.now() / 1_000);
  }

  private tokens(): Tokens {
    return { input: this.inputTokens, output: this.outputTokens };
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
