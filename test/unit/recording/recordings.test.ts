import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFile, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { attemptsOf, endOf, type RecordedRun, type RecordingEntry } from '../../../src/recording/recording';
import { findRun } from '../../../src/recording/inspection/findRun';
import { maxAgeMs, openRecordings, type Recordings } from '../../../src/recording/recordings';
import type { RunSummary } from '../../../src/recording/runSummary';
import { runOnce } from '../../../src/runs/runOnce';
import { chatflowTarget } from '../../../src/runs/chatflowTarget';
import { replayTarget } from '../../../src/recording/replay';
import { textMessage } from '../../../src/shared/conversation/userMessage';
import { nodeFileSystem } from '../../../src/storage/journal/disk/fileSystem';
import { newWriterId } from '../../../src/storage/journal/writerId';
import { encodeRecord } from '../../../src/storage/journal/record';
import { FaultServer } from '../../support/faultServer';
import { testClient, testToken, workflowAt } from '../../support/wirePipeline';
import { answered } from '../../wire/frames';
import { temporaryFolder } from '../../support/temporaryFolder';

const input = { message: textMessage('Hello'), earlierMessages: [] };
const hour = 3_600_000;

describe('The recordings of runs', () => {
  let directory = '';
  let now = 0;
  const warnings: string[] = [];

  beforeEach(() => {
    directory = join(temporaryFolder('coze-recordings-'), 'recordings');
    now = Date.now();
    warnings.length = 0;
  });

  afterEach(async () => {
    await rm(join(directory, '..'), { recursive: true, force: true });
  });

  const open = (maxBytes = 1_000_000, writer = 'aaaaaaaa.000000.1') =>
    openRecordings({
      ...{ directory, files: nodeFileSystem, writer, now: () => now },
      ...{ maxBytes: () => maxBytes, log: { warn: (text: string) => warnings.push(text) } },
    });
  const runOf = (runId: string, conversationId = 'c1'): RecordedRun => ({
    ...{ runId, conversationId, startedAt: now, key: 'k', name: 'Name', workflowId: '1' },
    ...{ origin: 'https://api.coze.cn', baseUrl: 'https://api.coze.cn', turnId: 't' },
  });
  /** Records a run with so many characters, changed so long ago. */
  const record = async (
    recordings: Recordings,
    runId: string,
    length = 10,
    ageMs = 0,
    conversationId = 'c1',
  ) => {
    const recorder = recordings.begin(runOf(runId, conversationId));
    recorder?.trace({ type: 'event', offsetMs: 0, event: 'PING', data: 'x'.repeat(length) });
    await recordings.flush();
    const at = new Date(now - ageMs);
    await utimes(join(directory, `${conversationId}.${runId}.ndjson`), at, at);
    return recorder;
  };
  const idsIn = async (recordings: Recordings) => (await recordings.list()).map(({ runId }) => runId).sort();

  it('are read as they were written', async () => {
    const server = await FaultServer.start();
    try {
      server.play([{ do: 'send', data: answered('Good day') }]);
      const recordings = await open();
      const recorder = recordings.begin({ ...runOf('r1'), recordedBy: '1.0.0', isReply: false });
      assert.ok(recorder);
      const target = chatflowTarget(testClient(), workflowAt(server.baseUrl));
      const live = await runOnce(input, { target, trace: recorder.trace, now: () => 1 });
      recorder.end(live.outcome, live.error);
      const recording = await recordings.read('r1');
      assert.ok(recording);
      assert.deepEqual(recording.run, { ...runOf('r1'), recordedBy: '1.0.0', isReply: false });
      const [attempt] = attemptsOf(recording);
      assert.match(attempt?.request?.body ?? '', /^\{"workflow_id":"7400000000000000001".*"content":"Hello"/);
      assert.equal(attempt?.response?.status, 200);
      assert.equal(endOf(recording)?.outcome, 'completed');
      const replayed = await runOnce(input, {
        target: replayTarget(recording, { speed: Infinity }),
        now: () => 1,
      });
      assert.equal(replayed.text, 'Good day');
      const bytes = await readFile(join(directory, 'c1.r1.ndjson'), 'utf8');
      assert.ok(!bytes.includes(testToken));
      assert.equal((await stat(join(directory, 'c1.r1.ndjson'))).mode & 0o777, 0o600);
    } finally {
      await server.stop();
    }
  });

  it('are found by the IDs of their run, not by a text that only contains them', async () => {
    const recordings = await open();
    const request = { type: 'request', offsetMs: 0, method: 'POST', url: 'https://api.coze.cn/' } as const;
    const finished = async (runId: string, executeId: string, body: string) => {
      const recorder = recordings.begin(runOf(runId));
      recorder?.trace({ ...request, body });
      recorder?.trace({
        type: 'response',
        offsetMs: 1,
        status: 200,
        headers: { 'x-tt-logid': `log-${runId}` },
      });
      const data = `{"id":"7401","conversation_id":"7402","execute_id":"${executeId}","status":"created"}`;
      recorder?.trace({ type: 'event', offsetMs: 2, event: 'conversation.chat.created', data });
      recorder?.end('completed');
      await recordings.flush();
    };
    await finished('r1', '7403000000000000003', '{}');
    await finished('r2', '7403000000000000004', '{"text":"7403000000000000003"}');
    assert.equal(await findRun(recordings, '7403000000000000003'), 'r1');
    assert.equal(await findRun(recordings, 'log-r2'), 'r2');
    assert.equal(await findRun(recordings, 'r1'), 'r1');
    assert.equal(await findRun(recordings, '7403'), undefined);
  });

  it('say when a question was answered: at the start of the next run of its turn', async () => {
    const recordings = await open();
    const begin = (runId: string, fields: Partial<RecordedRun>) =>
      recordings.begin({ ...runOf(runId), ...fields })?.end('completed');
    begin('r1', { startedAt: 1_000 });
    begin('r2', { startedAt: 9_000, isReply: true });
    begin('r3', { startedAt: 5_000, isReply: true });
    begin('r4', { startedAt: 2_000, isReply: true, turnId: 'other' });
    begin('r5', { startedAt: 2_000, isReply: true, conversationId: 'c2' });
    begin('r6', { startedAt: 2_000 });
    await recordings.flush();
    assert.equal(await recordings.answeredAt({ ...runOf('r1'), startedAt: 1_000 }), 5_000);
    assert.equal(await recordings.answeredAt({ ...runOf('r2'), startedAt: 9_000 }), undefined);
  });

  it('of an unfinished run are read up to what was written', async () => {
    const recordings = await open();
    await record(recordings, 'r1', 5);
    const other = await open(1_000_000, 'bbbbbbbb.000000.2');
    const recording = await other.read('r1');
    assert.deepEqual(recording?.entries, [{ type: 'event', offsetMs: 0, event: 'PING', data: 'xxxxx' }]);
    assert.equal(endOf(recording), undefined);
  });

  it('of a later version are read without what is not known', async () => {
    const recordings = await open();
    await record(recordings, 'r1', 5);
    const lines = [
      { type: 'note', text: 'later' },
      {
        type: 'entries',
        entries: [
          { type: 'thought', offsetMs: 1 },
          { type: 'stopped', offsetMs: 9, by: 'user' },
        ],
      },
    ].map((event, index) => encodeRecord({ writer: 'later', number: index + 1, event }));
    for (const line of lines)
      await appendFile(join(directory, 'c1.r1.ndjson'), Buffer.concat([line, Buffer.from('\n')]));
    const recording = await recordings.read('r1');
    assert.deepEqual(recording?.entries.slice(1), [{ type: 'stopped', offsetMs: 9 }]);
  });

  it('are read wherever a file is cut', async () => {
    const recordings = await open();
    await record(recordings, 'r1', 40);
    const path = join(directory, 'c1.r1.ndjson');
    const bytes = await readFile(path);
    const other = await open();
    const counts = new Set<number | undefined>();
    for (let length = 0; length <= bytes.length; length++) {
      await writeFile(path, bytes.subarray(0, length));
      counts.add((await other.read('r1'))?.entries.length);
    }
    assert.deepEqual([...counts], [undefined, 0, 1]);
  });

  it('are deleted beyond the limit, the oldest first, except the pinned ones', async () => {
    const recordings = await open(10_000);
    await record(recordings, 'pinned', 3_500, 5 * hour);
    await recordings.pin('pinned', true);
    await record(recordings, 'old', 3_500, 4 * hour);
    await record(recordings, 'middle', 3_500, 3 * hour);
    const recorder = await record(recordings, 'new', 3_500);
    const again = await open(10_000);
    (await record(again, 'last', 10))?.end('completed');
    await settled(async () => !(await idsIn(again)).includes('old'));
    assert.deepEqual(await idsIn(again), ['last', 'middle', 'new', 'pinned']);
    assert.deepEqual(
      (await again.list()).map(({ isPinned }) => isPinned),
      [true, false, false, false],
    );
    recorder?.end('completed');
    await recordings.flush();
  });

  it('that are deleted before they are written stay deleted', async () => {
    const recordings = await open();
    const recorder = recordings.begin(runOf('r1'));
    recorder?.trace({ type: 'event', offsetMs: 0, data: '{}' });
    await recordings.delete(({ conversationId }) => conversationId === 'c1');
    recorder?.trace({ type: 'event', offsetMs: 1, data: '{}' });
    recorder?.end('completed');
    await recordings.flush();
    assert.deepEqual(await readdir(directory), []);
    assert.deepEqual(warnings, []);
  });

  it('of a deleted conversation come back with it, also what was written meanwhile', async () => {
    const recordings = await open();
    const recorder = await record(recordings, 'r1', 10, 0, 'c1');
    (await record(recordings, 'r2', 10, 0, 'c1'))?.end('completed');
    await record(recordings, 'r3', 10, 0, 'c2');
    await recordings.pin('r2', true);
    await recordings.setAside('c1');
    assert.deepEqual(await idsIn(recordings), ['r3']);
    assert.equal(await recordings.read('r1'), undefined);
    recorder?.end('stopped');
    await recordings.flush();
    await recordings.removed.restore('c1');
    assert.deepEqual(await idsIn(recordings), ['r1', 'r2', 'r3']);
    assert.equal(endOf((await recordings.read('r1'))!)?.outcome, 'stopped');
    assert.deepEqual(
      (await recordings.list()).filter(({ isPinned }) => isPinned).map(({ runId }) => runId),
      ['r2'],
    );
    await recordings.close();
    assert.deepEqual(await idsIn(recordings), ['r1', 'r2', 'r3']);
  });

  it('of a deleted conversation are deleted when the window closes, after ten minutes, and with all others', async () => {
    const recordings = await open();
    const other = await open(1_000_000, 'bbbbbbbb.000000.2');
    for (const conversationId of ['c1', 'c2', 'c3']) {
      (await record(recordings, `r-${conversationId}`, 10, 0, conversationId))?.end('completed');
      await recordings.flush();
    }
    await recordings.pin('r-c1', true);
    await recordings.setAside('c1');
    await other.setAside('c2');
    await recordings.close();
    assert.deepEqual((await readdir(directory)).sort(), ['c2.r-c2.ndjson.removed', 'c3.r-c3.ndjson']);
    now += 11 * 60_000;
    await open();
    assert.deepEqual(await readdir(directory), ['c3.r-c3.ndjson']);
    await recordings.setAside('c3');
    await recordings.delete();
    assert.deepEqual(await readdir(directory), []);
  });

  it('are deleted after thirty days', async () => {
    const recordings = await open();
    await record(recordings, 'old', 10, maxAgeMs + hour);
    await record(recordings, 'kept', 10, maxAgeMs + hour);
    await recordings.pin('kept', true);
    const again = await open();
    (await record(again, 'new'))?.end('completed');
    await settled(async () => !(await idsIn(again)).includes('old'));
    assert.deepEqual(await idsIn(again), ['kept', 'new']);
    await again.pin('kept', false);
    assert.equal(
      (await again.list()).some(({ isPinned }) => isPinned),
      false,
    );
  });

  it('are deleted with their conversation, while a run is recorded as well', async () => {
    const recordings = await open();
    const recorder = await record(recordings, 'r1', 10, 0, 'c1');
    await record(recordings, 'r2', 10, 0, 'c2');
    await recordings.pin('r1', true);
    await recordings.delete(({ conversationId }) => conversationId === 'c1');
    recorder?.trace({ type: 'event', offsetMs: 1, data: 'later' });
    recorder?.end('completed');
    await recordings.flush();
    assert.deepEqual(await readdir(directory), ['c2.r2.ndjson']);
    await recordings.delete();
    assert.deepEqual(await readdir(directory), []);
  });

  it('are followed while the run is open, each entry once and in order', async () => {
    const recordings = await open();
    const recorder = recordings.begin(runOf('r1'));
    const other = recordings.begin(runOf('r2'));
    const send = (data: string) => recorder?.trace({ type: 'event', offsetMs: 0, data });
    const texts: string[] = [];
    const take = (entry: RecordingEntry) => texts.push(entry.type === 'event' ? entry.data : entry.type);
    send('a');
    const following = recordings.follow('r1', ({ recording, isLive }) => {
      assert.equal(isLive, true);
      recording.entries.forEach(take);
      return take;
    });
    // While the file is read.
    for (let number = 0; number < 50; number++) {
      send(String(number));
      // An entry can be in the file that is read, and be reported as well.
      void recordings.flush();
      other?.trace({ type: 'event', offsetMs: 0, data: 'other' });
      await new Promise((resolve) => setImmediate(resolve));
    }
    const subscription = await following;
    send('z');
    recorder?.end('completed');
    assert.deepEqual(texts, [
      'a',
      ...Array.from({ length: 50 }, (_, number) => String(number)),
      'z',
      'ended',
    ]);
    subscription?.dispose();
    await recordings.flush();
  });

  it('are followed no longer after the subscription is disposed of, and not if there is none', async () => {
    const recordings = await open();
    const recorder = await record(recordings, 'r1');
    const texts: string[] = [];
    const subscription = await recordings.follow('r1', () => (entry) => texts.push(entry.type));
    recorder?.trace({ type: 'stopped', offsetMs: 1 });
    subscription?.dispose();
    recorder?.end('stopped');
    assert.deepEqual(texts, ['stopped']);
    assert.equal(await recordings.follow('none', () => assert.fail()), undefined);
    await recordings.flush();
    const ended = await (
      await open()
    ).follow('r1', ({ isLive }) => {
      assert.equal(isLive, false);
      return () => assert.fail();
    });
    assert.ok(ended);
  });

  it('of a run in another window are followed until its end', async () => {
    const [here, there] = [await open(), await open(1_000_000, newWriterId('b'.repeat(8)))];
    const recorder = await record(there, 'r1');
    const types: string[] = [];
    const subscription = await here.follow('r1', ({ recording, isLive }) => {
      assert.equal(isLive, true);
      assert.equal(recording.entries.length, 1);
      return ({ type }) => types.push(type);
    });
    recorder?.trace({ type: 'stopped', offsetMs: 1 });
    await there.flush();
    await settled(() => Promise.resolve(types.length === 1));
    recorder?.end('stopped');
    await settled(() => Promise.resolve(types.length === 2));
    assert.deepEqual(types, ['stopped', 'ended']);
    subscription?.dispose();
  });

  it('of a run whose window is gone or has been silent for long are not live, also while they are followed', async () => {
    const [here, there] = [await open(), await open(1_000_000, newWriterId('b'.repeat(8)))];
    await record(there, 'r1', 10, 0);
    const seen: boolean[] = [];
    const follow = async () =>
      here.follow('r1', ({ isLive }) => {
        seen.push(isLive);
        return () => assert.fail();
      });
    const subscription = await follow();
    now += 11 * 60_000;
    await settled(() => Promise.resolve(seen.length === 2));
    assert.deepEqual(seen, [true, false]);
    subscription?.dispose();
    (await follow())?.dispose();
    assert.deepEqual(seen, [true, false, false]);
    now -= 11 * 60_000;
    const writer = `cccccccc.${newWriterId('').split('.')[1]}.${spawnSync(process.execPath, ['-v']).pid}`;
    await record(await open(1_000_000, writer), 'r2');
    await here.follow('r2', ({ isLive }) => {
      assert.equal(isLive, false);
      return () => assert.fail();
    });
  });

  it('of other windows are reported while they change, when they are pinned, and when they are deleted', async () => {
    const [here, there] = [await open(), await open(1_000_000, 'bbbbbbbb.000000.2')];
    let changes = 0;
    const watch = here.watch(() => changes++);
    const reported = async (act: () => unknown, isSeen: (run: RunSummary | undefined) => boolean) => {
      const before = changes;
      await act();
      const isReported = async () => changes > before && isSeen((await here.summaries())[0]);
      await settled(isReported);
      assert.ok(await isReported());
    };
    const recorder = there.begin(runOf('r1'));
    await reported(
      () => recorder?.trace({ type: 'event', offsetMs: 0, data: 'x' }),
      (run) => run?.runId === 'r1',
    );
    await reported(
      () => recorder?.end('completed'),
      (run) => run?.end?.outcome === 'completed',
    );
    await reported(
      () => there.pin('r1', true),
      (run) => run?.isPinned === true,
    );
    await reported(
      () => there.delete(),
      (run) => run === undefined,
    );
    watch.dispose();
  });

  it('are listed and found without a file that the disk does not give', async () => {
    const refuse = (path: unknown) =>
      String(path).includes('r1.') ? Promise.reject(Object.assign(new Error(), { code: 'EIO' })) : undefined;
    const recordings = await openRecordings({
      ...{ directory, writer: 'aaaaaaaa.000000.1', now: () => now, maxBytes: () => 1_000_000 },
      log: { warn: (text: string) => warnings.push(text) },
      files: {
        ...nodeFileSystem,
        open: (path, ...rest) => refuse(path) ?? nodeFileSystem.open(path, ...rest),
        readFile: ((path: string) =>
          refuse(path) ?? nodeFileSystem.readFile(path)) as typeof nodeFileSystem.readFile,
      },
    });
    const writing = await open();
    for (const runId of ['r1', 'r2']) (await record(writing, runId))?.end('completed');
    await writing.flush();
    assert.deepEqual(
      (await recordings.summaries()).map(({ runId }) => runId),
      ['r2'],
    );
    assert.equal(await findRun(recordings, 'r2'), 'r2');
    assert.equal(await recordings.answeredAt(runOf('r2')), undefined);
    assert.ok(warnings.every((text) => text.endsWith(': EIO')) && warnings.length === 3);
  });

  it('have no name that leaves the folder', async () => {
    const recordings = await open();
    for (const id of ['../a', 'a/b', '', '.', 'a.b', 'x'.repeat(65)]) {
      assert.equal(recordings.begin(runOf(id)), undefined);
      assert.equal(recordings.begin(runOf('r1', id)), undefined);
    }
    assert.deepEqual(await readdir(directory), []);
  });

  it('do not stop a run whose folder is gone', async () => {
    const recordings = await open();
    await rm(directory, { recursive: true });
    const recorder = recordings.begin(runOf('r1'));
    recorder?.trace({ type: 'event', offsetMs: 0, data: 'x' });
    recorder?.end('completed');
    await recordings.flush();
    assert.equal(await recordings.read('r2'), undefined);
  });
});

async function settled(isDone: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 4_000 && !(await isDone()); tries++)
    await new Promise((resolve) => setTimeout(resolve, 5));
}
