import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chatCompleted, created, delta, done, inProgress, message } from '../../wire/frames';

/**
 * `/N`: an answer of N deltas. `/each/N`: the same, an event each millisecond, as fast as a service sends them.
 * `/event/N`: one event with N bytes of content, in chunks of 1 kB. Accepts any request.
 */
const server = createServer((request, response) => {
  request.resume();
  const [, first = '', second = ''] = (request.url ?? '').split('/');
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  if (first === 'event') void sendLargeEvent(response, Number(second));
  else if (first === 'each') void sendEach(response, Number(second));
  else void sendDeltas(response, Number(first));
});

const streams = new Map<number, Buffer>();

async function sendDeltas(response: ServerResponse, count: number): Promise<void> {
  let stream = streams.get(count);
  if (!stream) {
    const piece = delta('你好, go ');
    const text = '你好, go '.repeat(count);
    stream = Buffer.from(
      created() + inProgress() + piece.repeat(count) + message(text) + chatCompleted() + done(),
    );
    streams.set(count, stream);
  }
  await sendInChunks(response, stream, 16_384);
}

async function sendEach(response: ServerResponse, count: number): Promise<void> {
  const pieces = Array.from({ length: count }, () => delta('你好, go '));
  const end = [message('你好, go '.repeat(count)), chatCompleted(), done()];
  for (const frame of [created(), inProgress(), ...pieces, ...end]) {
    if (response.destroyed) return;
    response.write(frame);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  response.end();
}

async function sendLargeEvent(response: ServerResponse, size: number): Promise<void> {
  const stream = Buffer.from(created() + message('x'.repeat(size)) + chatCompleted() + done());
  await sendInChunks(response, stream, 1_024);
}

async function sendInChunks(response: ServerResponse, bytes: Buffer, size: number): Promise<void> {
  for (let start = 0; start < bytes.length && !response.destroyed; start += size) {
    const hasRoom = response.write(bytes.subarray(start, start + size));
    if (!hasRoom) await new Promise((resolve) => response.once('drain', resolve));
  }
  response.end();
}

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${String((server.address() as AddressInfo).port)}\n`);
});
