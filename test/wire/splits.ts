import { isDeepStrictEqual } from 'node:util';
import { requestTo, runToEnd, testClient, type EndedRun } from '../support/wirePipeline';
import { vectorBytes, type WireCase } from './wireCase';

const baseUrl = 'http://127.0.0.1:1';

/** A run whose body arrives in exactly these chunks, which a socket does not guarantee. */
export function runOfChunks(chunks: readonly Uint8Array[]): Promise<EndedRun> {
  const client = testClient({
    fetch: () => {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          for (const chunk of chunks) controller.enqueue(chunk);
          controller.close();
        },
      });
      return Promise.resolve(new Response(body, { headers: { 'Content-Type': 'text/event-stream' } }));
    },
  });
  return runToEnd(client.streamChat(requestTo(baseUrl), new AbortController().signal), baseUrl);
}

/** Feeds a vector in two chunks, split at every byte. Returns the positions where the conversation differs. */
export async function splitEverywhere(
  wireCase: WireCase,
): Promise<{ readonly splits: number; readonly wrong: readonly number[] }> {
  const bytes = vectorBytes(wireCase);
  const whole = await runOfChunks([bytes]);
  const wrong: number[] = [];
  for (let at = 1; at < bytes.length; at++) {
    const split = await runOfChunks([bytes.subarray(0, at), bytes.subarray(at)]);
    if (!isDeepStrictEqual(split.run, whole.run)) wrong.push(at);
  }
  return { splits: bytes.length - 1, wrong };
}
