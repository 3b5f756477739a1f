import { cloudDialect } from '../dialects/cloudDialect';
import type { Dialect } from '../dialects/dialect';
import { selfHostedDialect } from '../dialects/selfHostedDialect';
import type { Language } from '../words/language';
import type { SimulatedAccount } from './account';
import { defaultAccount } from './defaultAccount';
import { FileMemory } from './files';
import { IdSource } from './ids';
import { ServiceMemory } from './memory';
import { OAuthMemory, type OAuthOptions } from './oauth';
import { refusalOf } from './refusal';
import type { ServerKind } from '../dialects/dialect';

/** A workflow that the service knows. */
interface ServedWorkflow {
  readonly id: string;
  /** Refuses a call with neither `app_id` nor `bot_id`. */
  readonly needsOwner?: boolean;
  readonly requiredParameters?: readonly string[];
}

/** How the service behaves. The defaults suit a demo. */
export interface SimulatorOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves or rejects at once when `signal` is aborted. Uses timers by default. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** `lifelike`: 15 to 40 ms between pieces. `instant`: as fast as the reader reads. */
  readonly pace: 'lifelike' | 'instant';
  /** Language of the answers to messages in no recognisable language. English by default. */
  readonly language?: Language;
  /** Tokens that the service accepts. By default it accepts any token, and calls without one. */
  readonly tokens?: readonly string[];
  /** Permissions of the tokens, by Coze's names. All by default. */
  readonly permissions?: readonly string[];
  /**
   * The account of the tokens. If present, chats are refused for other workflows than its published ones, and after the
   * calls of its plan. By default the lists are those of a small account, and a chat may use any workflow id.
   */
  readonly account?: SimulatedAccount;
  /** Workflows that the service knows. Any numeric id by default. */
  readonly workflows?: readonly ServedWorkflow[];
  readonly dialect?: ServerKind;
  /** Which cloud it is: `coze.cn` or `coze.com`. `cn` by default. */
  readonly region?: 'cn' | 'com';
  /** `whenAsked`: cards only for requests with `ext.enable_card` "true", as the cloud does. `always` by default. */
  readonly cards?: 'always' | 'whenAsked';
  /** How users sign in. The tokens that it issues are accepted until they expire. */
  readonly oauth?: OAuthOptions;
  /** Largest file that can be uploaded. 512 MB by default, and 200 MB for a self-hosted server. */
  readonly mostUploadBytes?: number;
  /** What happens to a conversation id that the service did not issue: a restarted demo adopts it. */
  readonly unknownConversations?: 'refuse' | 'adopt';
}

/** What all endpoints share: the state of the service and the shapes of its replies. */
export class Service {
  readonly ids: IdSource;
  readonly memory = new ServiceMemory();
  readonly files = new FileMemory();
  readonly oauth: OAuthMemory;
  readonly kind: ServerKind;
  readonly dialect: Dialect;
  readonly account: SimulatedAccount;
  private calls = 0;

  constructor(readonly options: SimulatorOptions) {
    this.account = options.account ?? defaultAccount;
    this.ids = new IdSource(options.now);
    this.oauth = new OAuthMemory(options.oauth ?? {}, options.now, () => this.ids.next());
    this.kind = options.dialect ?? 'cloud';
    this.dialect = this.kind === 'selfHosted' ? selfHostedDialect : cloudDialect;
  }

  /** Counts a call. Refuses it if the account was given and the calls of its plan are used up. */
  countCall(): void {
    const most = this.options.account?.plan.calls ?? Infinity;
    if (++this.calls > most) throw refusalOf(4028);
  }

  /** Waits in a stream, unless the service answers instantly. */
  async pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.options.pace === 'instant' || signal.aborted) return;
    await (this.options.wait ?? wait)(milliseconds, signal);
  }

  /** A successful reply with `data`. */
  success(data: unknown, logId: string): Response {
    return this.json({ code: 0, msg: '', data, detail: { logid: logId } }, logId);
  }

  json(body: unknown, logId: string, status = 200): Response {
    return this.reply(JSON.stringify(body), 'application/json; charset=utf-8', logId, status);
  }

  reply(
    body: string | ReadableStream<Uint8Array>,
    contentType: string,
    logId: string,
    status = 200,
  ): Response {
    return new Response(body, {
      status,
      headers: { 'content-type': contentType, [this.dialect.logIdHeader]: logId },
    });
  }
}

/** Resolves after `milliseconds`, or at once when `signal` is aborted. Leaves no timer behind. */
export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
