import assert from 'node:assert/strict';
import { InspectedRun } from '../../../../src/host/runs/inspectedRun';
import type { RecordingEntry } from '../../../../src/recording/recording';
import { debugUrl } from '../../../wire/frames';

const entries: readonly RecordingEntry[] = [
  {
    ...{ type: 'request', offsetMs: 5, method: 'POST', body: '{"workflow_id":"1"}' },
    url: 'https://api.coze.cn/v1/workflows/chat',
  },
  { type: 'response', offsetMs: 40, status: 200, headers: { 'content-type': 'text/event-stream' } },
  { type: 'event', offsetMs: 60, event: 'done', data: JSON.stringify({ debug_url: debugUrl }) },
];

function shown(key: string, origin = 'https://api.coze.cn'): InspectedRun {
  const head = { runId: 'r1', startedAt: 1, name: 'Name', workflowId: '1', baseUrl: 'https://api.coze.cn' };
  const run = { ...head, key, origin };
  return new InspectedRun({ recording: { run, entries }, isLive: false }, '');
}

describe('An inspected run', () => {
  it('has a debug page', () => {
    const run = shown('k');
    assert.equal(run.inspection.hasDebugPage, true);
    assert.equal(run.debugUrl, debugUrl);
  });

  it('has none if it comes from a file', () => {
    const run = shown('');
    assert.equal(run.inspection.hasDebugPage, false);
    assert.equal(run.debugUrl, undefined);
  });

  it('has none in the demo', () => {
    const run = shown('demo', 'demo:');
    assert.equal(run.inspection.hasDebugPage, false);
    assert.equal(run.debugUrl, undefined);
  });
});
