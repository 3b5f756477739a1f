import { CozeAPI } from '@coze/api';
import { createParser } from 'eventsource-parser';
import { toChatEvents } from '../../../src/coze/wire/toChatEvents';
import { endingOf } from '../../../src/runs/runEnding';
import { reduce } from '../../../src/shared/conversation/reduce';
import { openConversation, requestTo, testClient, testRunId } from '../../support/wirePipeline';

/** Reads one stream to its end. Resolves to the number of characters of the answer, as a check. */
export type Reader = (baseUrl: string, path: string) => Promise<number>;

export const post = (baseUrl: string, path: string): Promise<Response> =>
  fetch(baseUrl + path, { method: 'POST', body: '{}' });

export const contentOf = (data: string): number => {
  const value = JSON.parse(data) as { type?: string; content?: string; created_at?: number };
  return value.type === 'answer' ? (value.content?.length ?? 0) : 0;
};

/** The readers that need only the packages of the project. */
export const readers: Readonly<Record<string, Reader>> = {
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
    // The client's request, redirected to the path of the bench.
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
    const end = { wasStopped: false, wasDone, hasBegun: true, skippedEvents: 0 };
    if (endingOf(run, end, 0).type !== 'runCompleted') return 0;
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
};
