import type { SimulatorOptions } from '../../../src/simulator/service/service';
import { createSimulator } from '../../../src/simulator/service/simulator';

export type Service = (request: Request) => Promise<Response>;

export interface ReadEvent {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A service that answers at once and counts time in steps, so that its replies are reproducible. */
export function instantService(options: Partial<SimulatorOptions> = {}): Service {
  let now = Date.UTC(2026, 0, 2, 3, 4, 5);
  return createSimulator({
    now: () => (now += 1_000),
    wait: () => Promise.resolve(),
    pace: 'instant',
    ...options,
  });
}

export function requestOf(body: unknown, init: RequestInit = {}, path = '/v1/workflows/chat'): Request {
  return new Request(`https://demo.invalid${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
  });
}

export function bodySaying(text: string, more: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    workflow_id: '7500000000000000001',
    additional_messages: [{ role: 'user', content: text, content_type: 'text' }],
    ...more,
  };
}

/** Sends a message and reads the stream to its end. */
export async function say(
  service: Service,
  text: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<readonly ReadEvent[]> {
  return eventsIn(await (await service(requestOf(bodySaying(text, more)))).text());
}

/** Sends a message that is refused. */
export async function refused(
  service: Service,
  body: unknown,
  init: RequestInit = {},
): Promise<{ status: number; code: unknown; msg: unknown; logId: unknown; header: string | null }> {
  const response = await service(requestOf(body, init));
  const { code, msg, detail } = (await response.json()) as Record<string, unknown>;
  const logId = (detail as { logid?: unknown }).logid;
  return { status: response.status, code, msg, logId, header: response.headers.get('x-tt-logid') };
}

export function eventsIn(stream: string): readonly ReadEvent[] {
  return stream
    .split('\n\n')
    .filter((block) => block !== '')
    .map((block) => {
      const line = (name: string): string | undefined =>
        block
          .split('\n')
          .find((each) => each.startsWith(`${name}: `))
          ?.slice(name.length + 2);
      return {
        id: line('id'),
        event: line('event') ?? '',
        data: JSON.parse(line('data') ?? 'null') as Record<string, unknown>,
      };
    });
}

export function names(events: readonly ReadEvent[]): string[] {
  const list = events.map(({ event }) => event.replace('conversation.', ''));
  return list.filter((name, index) => name !== list[index - 1]);
}

/** The texts of the completed messages of a type. */
export function said(events: readonly ReadEvent[], type = 'answer'): string[] {
  return events
    .filter(({ event, data }) => event === 'conversation.message.completed' && data['type'] === type)
    .map(({ data }) => String(data['content']));
}

/** The joined deltas of the answers. */
export function streamed(events: readonly ReadEvent[]): string {
  return events
    .filter(({ event }) => event === 'conversation.message.delta')
    .map(({ data }) => String(data['content']))
    .join('');
}

export function conversationId(events: readonly ReadEvent[]): string {
  return String(events[0]?.data['conversation_id']);
}
