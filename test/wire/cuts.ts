import { isDeepStrictEqual } from 'node:util';
import { FaultServer, type Step } from '../support/faultServer';
import { requestTo, runToEnd, testClient } from '../support/wirePipeline';
import { bytesOf, knownAfter, type Recording } from './recordings';

/** How a stream is interrupted. */
export type CutKind = 'close' | 'break';

const workers = 4;

/**
 * Interrupts a recording at every byte, over HTTP: by an end of the response, or by a broken connection. Returns the
 * positions where the conversation differs from the received events.
 */
export async function cutEverywhere(
  recording: Recording,
  kind: CutKind,
): Promise<{ readonly cuts: number; readonly wrong: readonly string[] }> {
  const bytes = bytesOf(recording);
  const wrong: string[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    const server = await FaultServer.start();
    const client = testClient();
    for (let cut = next++; cut <= bytes.length; cut = next++) {
      const end: readonly Step[] = kind === 'break' ? [{ do: 'halfClose' }] : [];
      server.play([{ do: 'send', data: bytes.subarray(0, cut) }, ...end]);
      const ended = await runToEnd(
        client.streamChat(requestTo(server.baseUrl), new AbortController().signal),
        server.baseUrl,
      );
      const answers = ended.run.messages.filter(({ role }) => role === 'assistant').map(({ text }) => text);
      const known = knownAfter(recording, cut);
      const isRight = isDeepStrictEqual(answers, known.answers) && ended.run.outcome === known.outcome;
      if (!isRight || server.postCount !== 1) {
        wrong.push(
          `byte ${String(cut)}: ${String(ended.run.outcome)} ${JSON.stringify(answers)}, not ${known.outcome} ${JSON.stringify(known.answers)}`,
        );
      }
    }
    await server.stop();
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return { cuts: bytes.length + 1, wrong };
}
