import { Stream as AnthropicStream } from '@anthropic-ai/sdk/core/streaming';
import { CozeAPI } from '@coze/api';
import { createParser } from 'eventsource-parser';
import { Stream as OpenAiStream } from 'openai/core/streaming';
import { toChatEvents } from '../../src/coze/wire/toChatEvents';
import { concludeRun } from '../../src/shared/conversation/conversation';
import { reduce } from '../../src/shared/conversation/reduce';
import { openConversation, requestTo, testClient, testRunId } from '../support/wirePipeline';

/** Reads one stream to its end; gives the number of characters of the answer, to prove that it did. */
type Reader = (baseUrl: string, path: string) => Promise<number>;

const post = (baseUrl: string, path: string): Promise<Response> =>
  fetch(baseUrl + path, { method: 'POST', body: '{}' });

const contentOf = (data: string): number => {
  const value = JSON.parse(data) as { type?: string; content?: string; created_at?: number };
  return value.type === 'answer' ? (value.content?.length ?? 0) : 0;
};

const readers: Readonly<Record<string, Reader>> = {
  drain: async (baseUrl, path) => {
    const reader = (await post(baseUrl, path)).body!.getReader();
    let bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return bytes;
      bytes += (value as Uint8Array).byteLength;
    }
  },
  'parse floor': async (baseUrl, path) => {
    const reader = (await post(baseUrl, path)).body!.getReader();
    const decoder = new TextDecoder();
    let rest = '';
    let characters = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return characters;
      const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('data: ')) characters += contentOf(line.slice(6));
    }
  },
  'eventsource-parser': async (baseUrl, path) => {
    const reader = (await post(baseUrl, path)).body!.getReader();
    const decoder = new TextDecoder();
    let characters = 0;
    const parser = createParser({ onEvent: ({ data }) => (characters += contentOf(data)) });
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return characters;
      parser.feed(decoder.decode(value, { stream: true }));
    }
  },
  ours: async (baseUrl, path) => {
    // The real call, sent to the path that the bench asks for.
    const client = testClient({ fetch: (_input, init) => fetch(baseUrl + path, init) });
    const wire = client.streamChat(requestTo(baseUrl), new AbortController().signal);
    let conversation = openConversation();
    let wasDone = false;
    for await (const event of wire) {
      wasDone ||= event.type === 'done';
      for (const chatEvent of toChatEvents(event, testRunId, () => false)) {
        conversation = reduce(conversation, chatEvent);
      }
    }
    const run = conversation.turns[0]!.runs[0]!;
    if (concludeRun(run, wasDone) !== 'completed') return 0;
    return run.messages.reduce((sum, { text }) => sum + text.length, 0);
  },
  '@coze/api': async (baseUrl, path) => {
    const client = new CozeAPI({ baseURL: baseUrl, token: 'x' });
    let characters = 0;
    const stream = await (
      client.post as unknown as (
        path: string,
        body: object,
        isStreaming: boolean,
      ) => Promise<AsyncIterable<{ event: string; data: string }>>
    )(path, {}, true);
    for await (const { event, data } of stream) {
      if (event !== 'done') characters += contentOf(data);
    }
    return characters;
  },
  openai: async (baseUrl, path) => {
    const stream = OpenAiStream.fromSSEResponse<{ type?: string; content?: string }>(
      await post(baseUrl, path),
      new AbortController(),
    );
    let characters = 0;
    for await (const value of stream) {
      if (value.type === 'answer') characters += value.content?.length ?? 0;
    }
    return characters;
  },
  '@anthropic-ai/sdk': async (baseUrl, path) => {
    let characters = 0;
    for await (const { data } of AnthropicStream.rawEvents(await post(baseUrl, path))) {
      characters += contentOf(data);
    }
    return characters;
  },
};

/** Arguments: reader, base URL, path, path of the warm-up. Prints one line of JSON. */
async function main(): Promise<void> {
  const [name = '', baseUrl = '', path = '', warmUp = ''] = process.argv.slice(2);
  const read = readers[name];
  if (!read) throw new Error(`no reader ${name}`);
  await read(baseUrl, warmUp);
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const characters = await read(baseUrl, path);
  const seconds = (performance.now() - startedAt) / 1_000;
  const cpu = process.cpuUsage(cpuBefore);
  const result = {
    characters,
    seconds,
    cpuSeconds: (cpu.user + cpu.system) / 1_000_000,
    maxRssMb: process.resourceUsage().maxRSS / 1_024,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exit(0);
}

void main();
