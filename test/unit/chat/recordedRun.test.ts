import assert from 'node:assert/strict';
import { recordedRun, type RecordedRunDeps } from '../../../src/chat/recordedRun';
import { recordedInput } from '../../../src/recording/recordedMessage';
import { endOf, type RecordingEntry } from '../../../src/recording/recording';
import { RunRecorder } from '../../../src/recording/runRecorder';
import { textMessage } from '../../../src/shared/conversation/userMessage';
import type { UsageEntry } from '../../../src/usage/usageRecord';
import { FaultServer } from '../../support/faultServer';
import { testClient, testToken, workflowAt } from '../../support/wirePipeline';
import { answered, created, delta } from '../../wire/frames';

const input = {
  message: { ...textMessage('Hello'), parameters: { city: 'Paris' } },
  earlierMessages: [{ role: 'assistant' as const, text: 'Before' }],
};

describe('A run that is sent again', () => {
  let server: FaultServer;
  let counted: UsageEntry[];

  beforeEach(async () => {
    server = await FaultServer.start();
    counted = [];
  });

  afterEach(() => server.stop());

  const deps = (record: RecordedRunDeps['record'] = () => Promise.resolve(undefined)): RecordedRunDeps => ({
    ...{ client: testClient(), record, newId: () => 'r1', now: () => 1 },
    ledger: {
      add: (entry) => {
        counted.push(entry);
        return Promise.resolve();
      },
    },
  });
  const send = (record?: RecordedRunDeps['record'], signal = new AbortController().signal) =>
    recordedRun(input, workflowAt(server.baseUrl, { workflowVersion: 'v0.0.2' }), signal, deps(record));

  it('sends the input once to the version, is counted, and is recorded although nothing is kept on disk', async () => {
    server.play([{ do: 'send', data: answered('Hi') }]);
    const recording = await send();
    assert.equal(server.requests.length, 1);
    assert.equal(endOf(recording)?.outcome, 'completed');
    assert.equal(recording.run.workflowVersion, 'v0.0.2');
    assert.deepEqual(recordedInput(recording), input);
    assert.deepEqual(
      counted.map(({ runId, calls, outcome }) => [runId, calls, outcome]),
      [['r1', 1, 'completed']],
    );
    assert.ok(!JSON.stringify(recording).includes(testToken));
  });

  it('is recorded on disk as well', async () => {
    const kept: RecordingEntry[] = [];
    server.play([{ do: 'send', data: answered('Hi') }]);
    const recording = await send(() => Promise.resolve(new RunRecorder((entry) => kept.push(entry))));
    assert.deepEqual(
      kept.map(({ type }) => type),
      recording.entries.map(({ type }) => type),
    );
  });

  it('is stopped by its signal, and counted', async () => {
    server.play([{ do: 'send', data: created() + delta('Hel') }, { do: 'hang' }]);
    const controller = new AbortController();
    const record = () =>
      Promise.resolve(
        new RunRecorder((entry) => {
          if (entry.type === 'event') setTimeout(() => controller.abort());
        }),
      );
    const recording = await send(record, controller.signal);
    assert.equal(endOf(recording)?.outcome, 'stopped');
    assert.equal(counted[0]?.calls, 1);
  });

  it('that the service refuses is a call, but no run, and a connection that fails is none', async () => {
    server.play([
      { do: 'head', status: 401, headers: { 'content-type': 'application/json' } },
      { do: 'send', data: '{"code":4100,"msg":"authentication is invalid"}' },
    ]);
    const refused = await send(() => Promise.reject(new Error('disk')));
    assert.equal(endOf(refused)?.outcome, 'failed');
    assert.deepEqual(
      counted.map(({ calls, wasRefused }) => [calls, wasRefused]),
      [[1, true]],
    );
    const nowhere = workflowAt('http://127.0.0.1:2');
    await recordedRun(input, nowhere, new AbortController().signal, deps());
    assert.equal(counted.length, 1);
  });
});
