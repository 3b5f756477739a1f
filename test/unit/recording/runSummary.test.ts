import assert from 'node:assert/strict';
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordedRun } from '../../../src/recording/recording';
import { openRecordings, type Recordings } from '../../../src/recording/recordings';
import { errorInfo } from '../../../src/shared/errorInfo';
import { nodeFileSystem } from '../../../src/storage/journal/disk/fileSystem';
import { temporaryFolder } from '../../support/temporaryFolder';

describe('The list of recorded runs', () => {
  let directory = '';
  let recordings: Recordings;

  beforeEach(async () => {
    directory = join(temporaryFolder('coze-summaries-'), 'recordings');
    recordings = await openRecordings({
      ...{ directory, files: nodeFileSystem, writer: 'aaaaaaaa.000000.1', now: Date.now },
      ...{ maxBytes: () => 100_000_000, log: { warn: (text: string) => assert.fail(text) } },
    });
  });

  afterEach(async () => {
    await recordings.flush();
    await rm(join(directory, '..'), { recursive: true, force: true });
  });

  const runOf = (runId: string, startedAt: number): RecordedRun => ({
    ...{ runId, conversationId: 'c1', startedAt, key: 'k', name: 'Name', workflowId: '1' },
    ...{ origin: 'https://api.coze.cn', baseUrl: 'https://api.coze.cn', turnId: 't' },
  });
  const begin = (runId: string, startedAt: number, length: number) => {
    const recorder = recordings.begin(runOf(runId, startedAt));
    assert.ok(recorder);
    recorder.trace({ type: 'event', offsetMs: 5, data: 'x'.repeat(length) });
    return recorder;
  };
  const usage = { input: 3, output: 4, unsplit: 0 };

  it('has head, outcome, tokens and error of each, the newest first', async () => {
    const error = errorInfo('serverError', { serviceMessage: 'é'.repeat(2_000) });
    begin('old', 1_000, 10).end('completed', undefined, usage);
    begin('large', 2_000, 100_000).end('failed', error);
    begin('open', 3_000, 100_000);
    await recordings.flush();
    const summaries = await recordings.summaries();
    assert.deepEqual(
      summaries.map(({ runId, run, end }) => [runId, run, end?.outcome, end?.usage, end?.error]),
      [
        ['open', runOf('open', 3_000), undefined, undefined, undefined],
        ['large', runOf('large', 2_000), 'failed', undefined, error],
        ['old', runOf('old', 1_000), 'completed', usage, undefined],
      ],
    );
  });

  it('has the first words of the message, however many events follow at once', async () => {
    const recorder = recordings.begin(runOf('r1', 1_000));
    const body = JSON.stringify({ additional_messages: [{ role: 'user', content: 'Hello there' }] });
    recorder?.trace({ type: 'request', offsetMs: 0, method: 'POST', url: 'https://api.coze.cn/', body });
    recorder?.trace({ type: 'event', offsetMs: 5, data: 'x'.repeat(100_000) });
    recorder?.end('completed');
    const [summary] = await recordings.summaries();
    assert.equal(summary?.words, 'Hello there');
    assert.equal(summary.end?.outcome, 'completed');
  });

  it('names pinned recordings', async () => {
    begin('r1', 1_000, 1).end('completed');
    await recordings.flush();
    await recordings.pin('r1', true);
    assert.deepEqual(
      (await recordings.summaries()).map(({ isPinned }) => isPinned),
      [true],
    );
  });

  it('is read wherever a file is cut or damaged', async () => {
    begin('r1', 1_000, 30).end('completed');
    await recordings.flush();
    const path = join(directory, 'c1.r1.ndjson');
    const bytes = await readFile(path);
    const seen = new Set<string>();
    for (let length = 0; length <= bytes.length; length++) {
      await writeFile(path, bytes.subarray(0, length));
      const [summary] = await recordings.summaries();
      seen.add(summary ? (summary.end?.outcome ?? 'no end') : 'no head');
    }
    assert.deepEqual([...seen], ['no head', 'no end', 'completed']);
    await appendFile(path, 'garbage\n\u0000\n');
    assert.equal((await recordings.summaries())[0]?.end?.outcome, 'completed');
  });
});
