import assert from 'node:assert/strict';
import { readFile, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from '../../../src/recording/inspection/inspect';
import type { RecordingEntry } from '../../../src/recording/recording';
import { openRecordings, type Recordings } from '../../../src/recording/recordings';
import { readRecordingFile } from '../../../src/recording/recordingJournal';
import { nodeFileSystem, type FileSystem } from '../../../src/storage/journal/disk/fileSystem';
import { runs } from '../../support/properties';
import { fastDirectory } from '../storage/samples';
import { chatCompleted, created, delta, done, inProgress, message, verbose } from '../../wire/frames';
import { temporaryFolder } from '../../support/temporaryFolder';

const mutants = runs(300);
const stream = [
  ...[created(), inProgress(), verbose('function_call', '{"name":"weather"}')],
  ...[delta('Good '), delta('day'), message('Good day'), chatCompleted(), done()],
];

/** Numbers from 0 to 1, the same in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Files that all have these bytes, read without a disk: on a busy machine it would be waited for thousands of times. */
function filesOf(bytes: Buffer): FileSystem {
  const handle: Pick<FileHandle, 'close'> & { readonly stat: unknown; readonly read: unknown } = {
    stat: () => Promise.resolve({ size: bytes.length }),
    read: (buffer: Buffer, offset: number, length: number, position: number) =>
      Promise.resolve({ bytesRead: bytes.copy(buffer, offset, position, position + length) }),
    close: () => Promise.resolve(),
  };
  return { ...nodeFileSystem, open: () => Promise.resolve(handle as FileHandle) };
}

describe('Damaged recordings of runs', () => {
  let directory = '';
  let recordings: Recordings;
  let original = Buffer.alloc(0);
  const path = () => join(directory, 'c1.r1.ndjson');

  before(async () => {
    directory = join(temporaryFolder('coze-mutated-', fastDirectory), 'recordings');
    recordings = await openRecordings({
      ...{ directory, files: nodeFileSystem, writer: 'aaaaaaaa.000000.1', now: Date.now },
      ...{ maxBytes: () => 100_000_000, log: { warn: (text: string) => assert.fail(text) } },
    });
    for (const runId of ['r1', 'healthy']) {
      const recorder = recordings.begin({
        ...{ runId, conversationId: 'c1', turnId: 't', startedAt: 1_000, key: 'k', name: 'Name' },
        ...{ workflowId: '1', origin: 'https://api.coze.cn', baseUrl: 'https://api.coze.cn' },
      });
      const url = 'https://api.coze.cn/v1/workflows/chat';
      recorder?.trace({
        type: 'request',
        offsetMs: 0,
        method: 'POST',
        url,
        body: '{"additional_messages":[]}',
      });
      recorder?.trace({ type: 'response', offsetMs: 9, status: 200, headers: { 'x-tt-logid': '2026' } });
      for (const [index, frame] of stream.entries()) {
        const [, event = '', data = ''] = /^event: ?(.*)\ndata: ?(.*)/.exec(frame) ?? [];
        recorder?.trace({ type: 'event', offsetMs: 10 + index, event, data });
        await recordings.flush();
      }
      recorder?.end('completed');
      await recordings.flush();
    }
    original = await readFile(path());
  });

  after(() => rm(join(directory, '..'), { recursive: true, force: true }));

  /** Reads the file as the product does. Returns the number of entries; `undefined` without a head. */
  async function read(bytes: Buffer): Promise<number | undefined> {
    await writeFile(path(), bytes);
    const recording = await recordings.read('r1');
    if (recording) inspect(recording);
    return recording?.entries.length;
  }

  it('are read up to the damage, wherever the file is cut', async () => {
    const whole = (await read(original)) ?? 0;
    assert.equal(whole, stream.length + 3);
    let longest = 0;
    for (let length = 0; length <= original.length; length += 1) {
      const written = await readRecordingFile(filesOf(original.subarray(0, length)), path());
      if (written) inspect(written.recording);
      const count = written?.recording.entries.length ?? 0;
      assert.ok(count >= longest, `fewer entries with ${length} bytes`);
      longest = count;
    }
    assert.equal(longest, whole);
  });

  it(`never throw, and cost no record but the damaged ones: ${mutants} mutants`, async () => {
    const random = randomFrom(7);
    const some = (limit: number) => Math.floor(random() * limit);
    let read1 = 0;
    for (let number = 0; number < mutants; number++) {
      const bytes = Buffer.from(original);
      const at = some(bytes.length);
      const mutant = [
        () => bytes.fill(some(256), at, at + 1),
        () => bytes.fill(some(256), at, Math.min(at + some(60), bytes.length)),
        () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + some(40))]),
        () => Buffer.concat([bytes.subarray(0, at), Buffer.from('{"type":"run"}\n'), bytes.subarray(at)]),
        () => Buffer.concat([bytes, bytes.subarray(at)]),
      ][number % 5]?.();
      const count = await read(mutant ?? bytes);
      if (number % 20 === 0) await recordings.summaries();
      if (count !== undefined && count >= stream.length - 3) read1++;
    }
    assert.ok(read1 > mutants * 0.7, `${read1} of ${mutants} were read`);
    const healthy = await recordings.read('healthy');
    assert.equal(healthy?.entries.length, stream.length + 3);
  });

  it('with entries of any content are inspected without a throw', async () => {
    const healthy = await recordings.read('healthy');
    assert.ok(healthy);
    const random = randomFrom(11);
    const odd = [
      '',
      '[]',
      'null',
      '{',
      '{"id":1e400}',
      '{"content":{}}',
      '"\\ud800"',
      '{"__proto__":{}}',
      '{"usage":[]}',
    ];
    for (let number = 0; number < mutants; number++) {
      const entries: readonly RecordingEntry[] = healthy.entries.flatMap(
        (entry): readonly RecordingEntry[] => {
          if (random() < 0.2) return [];
          const offsetMs = Math.floor(random() * 1e6);
          const data = odd[Math.floor(random() * odd.length)] ?? '';
          if (entry.type === 'event' && random() < 0.3) return [entry, { ...entry, offsetMs, data }];
          return random() < 0.2 ? [{ ...entry, offsetMs }] : [entry];
        },
      );
      const { inspection, rows } = inspect({ run: healthy.run, entries });
      assert.equal(rows.length, entries.filter(({ type }) => type === 'event').length);
      assert.ok(inspection.timeline.every(({ fromMs, toMs }) => fromMs >= 0 && Number.isFinite(toMs)));
    }
  });
});
