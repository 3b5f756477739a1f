import assert from 'node:assert/strict';
import type { ApiEndpoint } from '../../../../src/coze/cozeApi';
import { isCozeError } from '../../../../src/coze/errors/cozeError';
import { serveApi, simulatedApi } from '../../../support/api';
import { testToken } from '../../../support/wirePipeline';

const workflowId = '7500000000000000007';
const executeId = '7403000000000000123';

/** Runs a chatflow of a simulator, and returns the execution ID that its stream names. */
async function run({ baseUrl }: ApiEndpoint, content: string): Promise<string> {
  const message = { role: 'user', type: 'question', content_type: 'text', content };
  const response = await fetch(`${baseUrl}/v1/workflows/chat`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${testToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ workflow_id: workflowId, additional_messages: [message] }),
  });
  return /execute_id(?:=|":")(\d+)/.exec(await response.text())?.[1] ?? '';
}

const reply = (data: unknown) => serveApi(() => Promise.resolve(Response.json({ code: 0, msg: '', data })));

describe('What a service has kept of a run', () => {
  it('is read from the cloud with the output of a node, by one request each', async () => {
    await using served = await simulatedApi();
    const { api, endpoint } = served;
    const ids = { workflowId, executeId: await run(endpoint, 'show me markdown') };
    const kept = await api.keptRun(endpoint, ids);
    assert.equal(kept?.status, 'Success');
    assert.deepEqual(
      [kept.executeId, kept.mode, kept.isTrimmed, kept.isInterrupted],
      [ids.executeId, 'stream', false, false],
    );
    assert.match(kept.output ?? '', /How it compares/);
    const [node] = kept.nodes;
    assert.deepEqual(
      [node?.title, node?.nodeId, node?.isFinished, node?.loop],
      ['Answer', '104512', true, 0],
    );
    const result = await api.keptNode(endpoint, ids, node?.uuid ?? '');
    assert.match(result.output, /^Here is a small sorting function/);
    const path = `/v1/workflows/${workflowId}/run_histories/${ids.executeId}`;
    assert.deepEqual(served.calls.slice(1), [path, `${path}/execute_nodes/${node?.uuid ?? ''}`]);
  });

  it('is read from a self-hosted server, whose IDs are numbers beyond 2^53', async () => {
    await using served = await simulatedApi({ dialect: 'selfHosted' });
    const ids = { workflowId, executeId: await run(served.endpoint, 'fail') };
    const kept = await served.api.keptRun(served.endpoint, ids);
    assert.deepEqual([kept?.executeId, kept?.status, kept?.errorCode], [ids.executeId, 'Fail', '720701013']);
    assert.ok(!Number.isSafeInteger(Number(ids.executeId)));
    assert.deepEqual(kept?.nodes, []);
    assert.equal(served.calls.length, 3);
    assert.match(served.calls[2] ?? '', /^\/v1\/workflow\/get_run_history/);
  });

  it('is refused with the permission that the token lacks, without a second request', async () => {
    await using served = await simulatedApi({ permissions: ['run'] });
    await assert.rejects(served.api.keptRun(served.endpoint, { workflowId, executeId }), (error) => {
      assert.ok(isCozeError(error));
      assert.equal(error.info.params?.['permission'], 'listRunHistory');
      return true;
    });
    assert.equal(served.calls.length, 1);
  });

  it('is nothing where the service has an empty list', async () => {
    await using served = await reply([]);
    assert.equal(await served.api.keptRun(served.endpoint, { workflowId, executeId }), undefined);
  });

  it('is read without what cannot be read', async () => {
    await using served = await reply([
      {
        ...{ execute_status: null, execute_id: null, output: 5, error_code: 0, run_mode: 'x', usage: [] },
        ...{ interrupt_data: { event_id: '1/2' }, is_output_trimmed: true, error_message: 'a\u202Eb\u0007' },
        node_execute_status: {
          A: { node_execute_uuid: '../../x' },
          B: 7,
          'C\nD': { node_execute_uuid: '12345678901234567890', is_finish: 'yes' },
        },
      },
    ]);
    assert.deepEqual(await served.api.keptRun(served.endpoint, { workflowId, executeId }), {
      ...{ status: '', isTrimmed: true, isInterrupted: true, errorMessage: 'ab' },
      nodes: [{ title: 'C D', uuid: '12345678901234567890', isFinished: false }],
    });
  });
});
