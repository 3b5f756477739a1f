import { answersIn, languageOf, type Language } from '../words/language';
import { readChat, type ReceivedChat } from './chatRequest';
import { cloudDialect } from '../dialects/cloudDialect';
import type { Dialect } from '../dialects/dialect';
import { eventStream } from './eventStream';
import { IdSource, isNumericId, logIdOf } from './ids';
import { ServiceMemory, type Chat, type ServiceConversation } from './memory';
import { tokensOf } from '../plays/pieces';
import { Refusal, refusalOf, wordsOf } from './refusal';
import { Run } from './run';
import { nameIn, scenarioFor, type Scenario } from '../plays/scenarios';
import { selfHostedDialect } from '../dialects/selfHostedDialect';

/** A workflow that the service knows. */
export interface ServedWorkflow {
  readonly id: string;
  /** Refuses a call with neither `app_id` nor `bot_id`. */
  readonly needsOwner?: boolean;
  readonly requiredParameters?: readonly string[];
}

/** Clock and pace are given; everything else has a default that suits a demo. */
export interface SimulatorOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves or rejects at once when `signal` is aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** `lifelike`: 15 to 40 ms between pieces. `instant`: as fast as the reader reads. */
  readonly pace: 'lifelike' | 'instant';
  /** Answers to messages whose own language does not show. English where absent. */
  readonly language?: Language;
  /** Tokens the service takes; absent: any, or none at all. */
  readonly tokens?: readonly string[];
  /** Workflows the service knows; absent: any numeric id. */
  readonly workflows?: readonly ServedWorkflow[];
  readonly dialect?: 'cloud' | 'selfHosted';
  /** `whenAsked`: cards only for requests with `ext.enable_card` "true", as the cloud does. Always where absent. */
  readonly cards?: 'always' | 'whenAsked';
  /** What happens to a conversation id the service did not give out: a demo that was restarted adopts it. */
  readonly unknownConversations?: 'refuse' | 'adopt';
}

/**
 * A Coze service as a function: chatflows, their interruptions, cancel and feedback, with the service's own shapes and
 * refusals. Everything is in memory, nothing is sent anywhere. The returned function never rejects but for an abort.
 */
export function createSimulator(options: SimulatorOptions): (request: Request) => Promise<Response> {
  const service = new Simulator(options);
  return (request) => service.handle(request);
}

class Simulator {
  private readonly ids: IdSource;
  private readonly memory = new ServiceMemory();
  private readonly dialect: Dialect;

  constructor(private readonly options: SimulatorOptions) {
    this.ids = new IdSource(options.now);
    this.dialect = options.dialect === 'selfHosted' ? selfHostedDialect : cloudDialect;
  }

  async handle(request: Request): Promise<Response> {
    request.signal.throwIfAborted();
    const logId = logIdOf(this.options.now(), this.ids.next());
    try {
      this.checkToken(request);
      return await this.route(request, logId);
    } catch (error) {
      request.signal.throwIfAborted();
      const refusal = error instanceof Refusal ? error : new Refusal(5000, wordsOf(5000));
      return this.json(
        { code: refusal.code, msg: refusal.message, detail: { logid: logId } },
        logId,
        refusal.status,
      );
    }
  }

  private checkToken(request: Request): void {
    const { tokens } = this.options;
    if (!tokens) return;
    const sent = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
    if (sent === undefined || !tokens.includes(sent)) throw refusalOf(4100);
  }

  private async route(request: Request, logId: string): Promise<Response> {
    const path = new URL(request.url).pathname;
    const feedback = /^\/v1\/conversations\/([^/]+)\/messages\/([^/]+)\/feedback$/.exec(path);
    if (request.method === 'POST' && path === '/v1/workflows/chat') return this.chat(request, logId);
    if (request.method === 'POST' && path === '/v3/chat/cancel') return this.cancel(request, logId);
    if (feedback && (request.method === 'POST' || request.method === 'DELETE')) {
      return this.feedback(request, feedback[1] ?? '', feedback[2] ?? '', logId);
    }
    throw new Refusal(404, 'page not found', 404);
  }

  private async chat(request: Request, logId: string): Promise<Response> {
    const received = readChat(await bodyOf(request));
    this.checkWorkflow(received);
    const conversation = this.conversationOf(received.conversationId);
    if (conversation.running) throw refusalOf(4016);
    const message = received.messages.at(-1);
    if (!message) throw refusalOf(4000);

    const waiting = conversation.waiting;
    const scenario: Scenario = waiting
      ? { type: 'play', script: waiting }
      : this.scenarioFor(received, conversation);
    if (scenario.type === 'refuse') throw refusalOf(scenario.code);
    if (scenario.type === 'gateway') return gatewayPage(this.dialect, logId);

    const chat = this.newChat(received, conversation);
    if (!waiting) remember(conversation, received);
    delete conversation.waiting;
    const input = received.messages
      .map((each) => tokensOf(each.text))
      .reduce((sum, tokens) => sum + tokens, 0);
    let run: Run | undefined;
    const body = eventStream(
      request,
      this.dialect,
      (signal) => {
        run = new Run(chat, conversation, scenario.script, input, {
          dialect: this.dialect,
          ids: this.ids,
          now: this.options.now,
          pause: (milliseconds) => this.pause(milliseconds, signal),
          signal,
          wantsCards: (this.options.cards ?? 'always') === 'always' || received.wantsCards,
        });
        return run.events(message.text);
      },
      () => run?.settle('canceled'),
    );
    return new Response(body, {
      headers: {
        'content-type': this.dialect.contentType,
        'cache-control': 'no-cache',
        [this.dialect.logIdHeader]: logId,
      },
    });
  }

  private checkWorkflow(received: ReceivedChat): void {
    const { workflows } = this.options;
    if (!workflows) return;
    const workflow = workflows.find((candidate) => candidate.id === received.workflowId);
    if (!workflow) throw refusalOf(4200);
    if (workflow.needsOwner && received.appId === undefined && received.botId === undefined) {
      throw new Refusal(4000, 'app_id or bot_id is required');
    }
    const missing = workflow.requiredParameters?.find((name) => !Object.hasOwn(received.parameters, name));
    if (missing !== undefined) throw new Refusal(720702002, `Missing required parameters: '${missing}'`);
  }

  private conversationOf(id: string | undefined): ServiceConversation {
    if (id === undefined) return this.memory.create(this.ids.next());
    const known = this.memory.find(id);
    if (known) return known;
    if (this.options.unknownConversations !== 'adopt') throw refusalOf(4002);
    const adopted = this.memory.create(id);
    adopted.isForgotten = true;
    return adopted;
  }

  private scenarioFor(received: ReceivedChat, conversation: ServiceConversation): Scenario {
    const message = received.messages.at(-1);
    const text = message?.text ?? '';
    const language = languageOf(text) ?? conversation.language ?? this.options.language ?? 'en';
    const earlier = earlierMessages(received, conversation);
    return scenarioFor({
      text,
      items: message?.items ?? [],
      answers: answersIn(language),
      earlier,
      isForgotten: conversation.isForgotten === true && conversation.said.length === 0,
      name: conversation.name ?? earlier.map(nameIn).findLast((name) => name !== undefined),
    });
  }

  private newChat(received: ReceivedChat, conversation: ServiceConversation): Chat {
    const chat: Chat = {
      id: this.ids.next(),
      conversationId: conversation.id,
      executeId: this.ids.next(),
      workflowId: received.workflowId,
      botId: received.botId,
      createdAt: Math.floor(this.options.now() / 1_000),
      saidBefore: conversation.said.length,
      status: 'in_progress',
    };
    conversation.chats.set(chat.id, chat);
    conversation.running = chat;
    return chat;
  }

  /** Changes the state of the chat and forgets its message; a stream that is open goes on, as at the real service. */
  private async cancel(request: Request, logId: string): Promise<Response> {
    const body = await bodyOf(request);
    const { conversation_id: conversationId, chat_id: chatId } = body as Record<string, unknown>;
    if (!isNumericId(conversationId) || !isNumericId(chatId)) throw refusalOf(4000);
    const conversation = this.memory.find(conversationId);
    if (!conversation) throw refusalOf(4002);
    const chat = conversation.chats.get(chatId);
    if (!chat) throw refusalOf(4001);
    if (chat.status !== 'in_progress' && chat.status !== 'canceled') throw refusalOf(4104);
    chat.status = 'canceled';
    if (conversation.running === chat) delete conversation.running;
    // Only the newest: what was said since stays.
    if (conversation.said.length === chat.saidBefore + 1) conversation.said.pop();
    const data = {
      id: chat.id,
      conversation_id: chat.conversationId,
      created_at: chat.createdAt,
      last_error: null,
      status: 'canceled',
    };
    return this.json({ code: 0, msg: '', data, detail: { logid: logId } }, logId);
  }

  private async feedback(
    request: Request,
    conversationId: string,
    messageId: string,
    logId: string,
  ): Promise<Response> {
    const conversation = this.memory.find(conversationId);
    if (!conversation) throw refusalOf(4002);
    if (!conversation.messageIds.has(messageId)) throw new Refusal(4000, 'message not found');
    if (request.method === 'POST') {
      const body = (await bodyOf(request)) as Record<string, unknown>;
      if (body['feedback_type'] !== 'like' && body['feedback_type'] !== 'unlike') {
        throw new Refusal(4000, 'feedback_type is invalid');
      }
    }
    return this.json({ code: 0, msg: '', data: {}, detail: { logid: logId } }, logId);
  }

  private async pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.options.pace === 'instant' || signal.aborted) return;
    await this.options.wait(milliseconds, signal);
  }

  private json(body: unknown, logId: string, status = 200): Response {
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json; charset=utf-8', [this.dialect.logIdHeader]: logId },
    });
  }
}

/** What the user said before: what the service remembers, or for a new conversation the history that was sent along. */
function earlierMessages(received: ReceivedChat, conversation: ServiceConversation): readonly string[] {
  if (conversation.said.length > 0) return conversation.said;
  return received.messages
    .slice(0, -1)
    .filter((message) => message.role === 'user')
    .map((message) => message.text);
}

function remember(conversation: ServiceConversation, received: ReceivedChat): void {
  const text = received.messages.at(-1)?.text ?? '';
  conversation.said = [...earlierMessages(received, conversation), text];
  const name = conversation.said.map(nameIn).findLast((candidate) => candidate !== undefined);
  if (name !== undefined) conversation.name = name;
  const language = languageOf(text);
  if (language) conversation.language = language;
}

/** The body as JSON; what is not an object is refused. */
async function bodyOf(request: Request): Promise<object> {
  let body: unknown;
  try {
    body = JSON.parse(await request.text());
  } catch (error) {
    request.signal.throwIfAborted();
    throw new Refusal(4000, `invalid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof body !== 'object' || body === null) throw refusalOf(4000);
  return body;
}

function gatewayPage(dialect: Dialect, logId: string): Response {
  return new Response(
    '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>\n',
    {
      status: 502,
      headers: { 'content-type': 'text/html', [dialect.logIdHeader]: logId },
    },
  );
}
