import { mountHttp, type HttpMount, type RecordedRequest } from '../../../support/httpMount';

/** A run that the test leads: it says what comes and when. */
export class SteeredRun {
  private readonly encoder = new TextEncoder();

  constructor(
    readonly body: {
      readonly conversation_id?: string;
      readonly additional_messages: readonly unknown[];
      readonly parameters?: unknown;
    },
    private readonly controller: ReadableStreamDefaultController<Uint8Array>,
    /** How the exchange ended: `aborted` when the client closed the socket. */
    readonly ended: Promise<'finished' | 'aborted'>,
  ) {}

  say(sse: string): this {
    this.controller.enqueue(this.encoder.encode(sse));
    return this;
  }

  end(sse = ''): void {
    this.say(sse);
    this.controller.close();
  }
}

/** A service over real HTTP whose runs go on only as the test says. */
export class SteeredService {
  private readonly runs: SteeredRun[] = [];
  private readonly waiting: ((run: SteeredRun) => void)[] = [];
  private taken = 0;
  readonly cancels: unknown[] = [];
  readonly feedback: string[] = [];
  feedbackReply: unknown = { code: 0, msg: '' };

  private constructor(private mount: HttpMount | undefined) {}

  static async start(): Promise<SteeredService> {
    const service = new SteeredService(undefined);
    service.mount = await mountHttp((request) => service.handle(request));
    return service;
  }

  get baseUrl(): string {
    return this.mounted.baseUrl;
  }

  get requests(): readonly RecordedRequest[] {
    return this.mounted.requests;
  }

  /** Chat requests that came. */
  get postCount(): number {
    return this.requests.filter(({ path }) => path === '/v1/workflows/chat').length;
  }

  /** The next run that was not taken yet, as soon as its request is there. */
  nextRun(): Promise<SteeredRun> {
    const run = this.runs[this.taken++];
    if (run) return Promise.resolve(run);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  stop(): Promise<void> {
    return this.mounted.close();
  }

  private get mounted(): HttpMount {
    if (!this.mount) throw new Error('Not started');
    return this.mount;
  }

  private async handle(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === '/v3/chat/cancel') {
      this.cancels.push(await request.json());
      return Response.json({ code: 0, msg: '' });
    }
    if (pathname.endsWith('/feedback')) {
      this.feedback.push(`${request.method} ${pathname} ${await request.text()}`);
      return Response.json(this.feedbackReply);
    }
    const body = (await request.json()) as SteeredRun['body'];
    const record = this.requests.at(-1);
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const run = new SteeredRun(body, controller, record?.ended ?? Promise.resolve('finished'));
        this.runs.push(run);
        const next = this.waiting.shift();
        if (next) next(run);
      },
    });
    return new Response(stream, { headers: { 'content-type': 'text/event-stream' } });
  }
}
