import assert from 'node:assert/strict';
import { runsInTurn } from '../../../src/chat/runsInTurn';
import type { Recording } from '../../../src/recording/recording';
import type { ErrorInfo } from '../../../src/shared/errorInfo';

const baseUrl = 'https://api.coze.cn';

function recordingOf(runId: string, kind?: ErrorInfo['kind']): Recording {
  const run = { runId, startedAt: 1, key: 'k', name: 'Weather', workflowId: '1', origin: baseUrl, baseUrl };
  const ended = { type: 'ended', offsetMs: 9 } as const;
  const end =
    kind === undefined
      ? { ...ended, outcome: 'completed' as const }
      : { ...ended, outcome: 'failed' as const, error: { kind, reason: 'internal' as const, remedies: [] } };
  return { run, entries: [end] };
}

describe('Runs in turn', () => {
  let shown: [readonly string[], number][];
  beforeEach(() => {
    shown = [];
  });
  const show = (done: readonly Recording[], pending: number) => {
    shown.push([done.map(({ run }) => run.runId), pending]);
    return Promise.resolve();
  };
  const never = new AbortController().signal;

  it('are shown after each run, with the number of those to come', async () => {
    const run = (number: number) => Promise.resolve(recordingOf(`r${String(number)}`));
    assert.deepEqual(await runsInTurn(3, never, { run, show }), { sent: 3, isRefused: false });
    assert.deepEqual(shown, [
      [['r1'], 2],
      [['r1', 'r2'], 1],
      [['r1', 'r2', 'r3'], 0],
    ]);
  });

  it('continue after a workflow that fails', async () => {
    const run = () => Promise.resolve(recordingOf('r', 'server'));
    assert.deepEqual(await runsInTurn(2, never, { run, show }), { sent: 2, isRefused: false });
  });

  for (const kind of ['auth', 'quota', 'rateLimit', 'notFound'] as const) {
    it(`end with one that the service refuses: ${kind}`, async () => {
      const run = () => Promise.resolve(recordingOf('r', kind));
      assert.deepEqual(await runsInTurn(20, never, { run, show }), { sent: 1, isRefused: true });
      assert.deepEqual(shown, [[['r'], 0]]);
    });
  }

  for (const during of ['run', 'show'] as const) {
    it(`end with the one that is stopped, and none is to come: aborted during ${during}`, async () => {
      const controller = new AbortController();
      const abort = (at: string) => {
        if (at === during) controller.abort();
      };
      const steps = {
        run: () => {
          abort('run');
          return Promise.resolve(recordingOf('r'));
        },
        show: (done: readonly Recording[], pending: number) => {
          abort('show');
          return show(done, pending);
        },
      };
      assert.equal((await runsInTurn(5, controller.signal, steps)).sent, 1);
      assert.deepEqual(shown.at(-1), [['r'], 0]);
    });
  }
});
