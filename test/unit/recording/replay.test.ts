import assert from 'node:assert/strict';
import {
  recordingsIn,
  recordingText,
  type Recording,
  type RecordingEntry,
} from '../../../src/recording/recording';
import { replayTarget } from '../../../src/recording/replay';
import { RunRecorder } from '../../../src/recording/runRecorder';
import { chatflowTarget } from '../../../src/runs/chatflowTarget';
import { runOnce } from '../../../src/runs/runOnce';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import { textMessage } from '../../../src/shared/conversation/userMessage';
import { FaultServer } from '../../support/faultServer';
import { byteByByte, fixtureNames, inOnePiece, playFixture } from '../../support/fixtureRun';
import { assertSameRun, replayInChat } from '../chat/support/replayInChat';
import { ChatWindow, Place } from '../chat/support/chatWindow';
import { testClient, testToken, workflowAt } from '../../support/wirePipeline';
import { allCases } from '../../wire/cases/allCases';
import { answered, created, delta } from '../../wire/frames';

const input = { message: textMessage('Hello'), earlierMessages: [] };
const atOnce = { speed: Infinity };

describe('A recorded run', () => {
  let server: FaultServer;
  let place: Place;
  let window: ChatWindow;

  before(async () => {
    place = new Place();
    window = await ChatWindow.open(place, 'http://127.0.0.1:1');
  });

  beforeEach(async () => {
    server = await FaultServer.start();
  });

  afterEach(async () => {
    await server.stop();
  });

  after(async () => {
    await window.close();
    place.remove();
  });

  for (const wireCase of allCases) {
    it(`replayed gives the same conversation: ${wireCase.id}, ${wireCase.title}`, async () => {
      server.play(wireCase.script);
      const timeouts = wireCase.timeouts ?? { connectMs: 10_000, idleMs: 10_000 };
      const { recording, result } = await recordRun(server.baseUrl, timeouts);
      const kept = throughText(recording);
      const replayed = await runOnce(input, { target: replayTarget(kept, atOnce), now: () => 1 });
      assert.deepEqual(asJson(replayed), asJson(result));
      assertSameRun(await replayInChat(window, kept), result.run);
      assert.ok(!recordingText(recording).includes(testToken), 'the token is not recorded');
      assert.equal(server.requests.length, 1, 'the replay sends nothing');
    });
  }

  it('that was sent twice is replayed by its last request', async () => {
    const entries: RecordingEntry[] = [];
    const recorder = new RunRecorder((entry) => entries.push(entry));
    const target = chatflowTarget(testClient(), workflowAt(server.baseUrl));
    server.play([
      { do: 'head', status: 503, headers: { 'content-type': 'text/plain' } },
      { do: 'send', data: 'busy' },
    ]);
    await runOnce(input, { target, trace: recorder.trace });
    server.play([{ do: 'send', data: answered('Hi') }]);
    const live = await runOnce(input, { target, trace: recorder.trace, now: () => 1 });
    assert.deepEqual(typesOf(entries).slice(0, 5), ['request', 'response', 'body', 'failed', 'request']);
    const replayed = await runOnce(input, {
      target: replayTarget(recordingOf(server.baseUrl, entries), atOnce),
      now: () => 1,
    });
    assert.deepEqual(asJson(replayed), asJson(live));
  });

  it('that the user stopped is replayed up to the stop, and stopped there', async () => {
    server.play([{ do: 'send', data: created() + delta('Hel') }, { do: 'hang' }]);
    const live = new AbortController();
    const { recording, result } = await recordRun(server.baseUrl, undefined, live);
    assert.equal(typesOf(recording.entries).at(-1), 'ended');
    assert.equal(typesOf(recording.entries).at(-2), 'stopped');
    const controller = new AbortController();
    const target = replayTarget(recording, { ...atOnce, onStopped: () => controller.abort() });
    const replayed = await runOnce(input, { target, signal: controller.signal, now: () => 1 });
    assert.equal(replayed.outcome, 'stopped');
    assert.deepEqual(asJson(replayed), asJson(result));
  });

  it('keeps the time between its events, at its own speed and ten times as fast', async () => {
    const events = [0, 200, 400].map((offsetMs) => ({
      type: 'event' as const,
      offsetMs,
      ...frameOf(delta('a')),
    }));
    const recording = recordingOf(server.baseUrl, events);
    for (const speed of [1, 10]) {
      const times: number[] = [];
      const startedAt = performance.now();
      const events = replayTarget(recording, { speed }).run(input, new AbortController().signal);
      const iterator = events[Symbol.asyncIterator]();
      while (!(await iterator.next()).done) times.push(performance.now() - startedAt);
      assert.equal(times.length, 3);
      assert.ok(times[1]! >= 200 / speed - 2 && times[2]! >= 400 / speed - 2, String(times));
    }
  });

  it('ends its replay at once when the replay is stopped', async () => {
    const late = { type: 'event' as const, offsetMs: 3_600_000, ...frameOf(delta('a')) };
    const controller = new AbortController();
    const target = replayTarget(recordingOf(server.baseUrl, [late]), { speed: 1 });
    const replay = runOnce(input, { target, signal: controller.signal });
    controller.abort();
    assert.equal((await replay).outcome, 'stopped');
  });
});

describe('A recorded fixture', () => {
  let place: Place;
  let window: ChatWindow;

  before(async () => {
    place = new Place();
    window = await ChatWindow.open(place, 'http://127.0.0.1:1');
  });

  after(async () => {
    await window.close();
    place.remove();
  });

  it('is there for every fixture', () => {
    assert.ok(fixtureNames().length >= 80);
  });

  for (const name of fixtureNames()) {
    it(`replayed gives the same conversation: ${name}`, async () => {
      const recordings: Recording[] = [];
      const live = await playFixture(name, byteByByte, undefined, (target) => ({
        target,
        trace: traceInto(recordings),
      }));
      const kept = recordings.map(throughText);
      const replayed = await playFixture(name, inOnePiece, undefined, (_target, index) => ({
        target: replayTarget(kept[index]!, atOnce),
      }));
      assert.deepEqual(asJson(replayed), asJson(live));
      for (const recording of kept) {
        const { run } = await runOnce(input, { target: replayTarget(recording, atOnce) });
        assertSameRun(await replayInChat(window, recording), run);
      }
    });
  }
});

function traceInto(recordings: Recording[]) {
  const entries: RecordingEntry[] = [];
  recordings.push(recordingOf('https://api.coze.cn', entries, 'fixture'));
  return new RunRecorder((entry) => entries.push(entry)).trace;
}

async function recordRun(
  baseUrl: string,
  timeouts = { connectMs: 10_000, idleMs: 10_000 },
  stop?: AbortController,
) {
  const entries: RecordingEntry[] = [];
  const recorder = new RunRecorder((entry) => entries.push(entry));
  const target = chatflowTarget(testClient({ timeouts: () => timeouts }), workflowAt(baseUrl));
  const onEvent = (event: ChatEvent) => {
    if (event.type === 'textAppended') setTimeout(() => stop?.abort());
  };
  const result = await runOnce(input, {
    ...{ target, trace: recorder.trace, now: () => 1, onEvent },
    ...(stop && { signal: stop.signal }),
  });
  recorder.end(result.outcome, result.error);
  return { recording: recordingOf(baseUrl, entries), result };
}

function recordingOf(baseUrl: string, entries: readonly RecordingEntry[], key = 'test'): Recording {
  const { name, workflowId } = workflowAt(baseUrl);
  return {
    run: { runId: 'r1', startedAt: 1, key, name, workflowId, origin: new URL(baseUrl).origin, baseUrl },
    entries,
  };
}

/** As it comes back from a file. */
function throughText(recording: Recording): Recording {
  const [read, ...more] = recordingsIn(recordingText(recording));
  assert.deepEqual(more, []);
  assert.ok(read);
  return read;
}

function typesOf(entries: readonly RecordingEntry[]): readonly string[] {
  return entries.map(({ type }) => type);
}

function frameOf(frame: string): { readonly event: string; readonly data: string } {
  const [, event = '', data = ''] = /^event: ?(.*)\ndata: ?(.*)\n/.exec(frame) ?? [];
  return { event, data };
}

/** As it is stored. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
