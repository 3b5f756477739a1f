import assert from 'node:assert/strict';
import { lazyApi } from '../../../src/client/lazyApi';
import type { ApiEndpoint, CozeApi } from '../../../src/coze/cozeApi';
import { isCozeError } from '../../../src/coze/errors/cozeError';
import { allOf, simulatedApi } from '../../support/api';
import { credentialsBy, testToken } from '../../support/wirePipeline';

const workspaceId = '7400000000000000001';
const workflowId = '7500000000000000001';
const executeId = '7400000000000000003';

const reads: Readonly<Record<keyof CozeApi, (api: CozeApi, at: ApiEndpoint) => Promise<unknown>>> = {
  workspaces: (api, at) => allOf(api.workspaces(at)),
  workflows: (api, at) => allOf(api.workflows(at, { workspaceId, mode: 'chatflow', publishStatus: 'all' })),
  apps: (api, at) => allOf(api.apps(at, { workspaceId })),
  bots: (api, at) => allOf(api.bots(at, { workspaceId })),
  versions: (api, at) => allOf(api.versions(at, workflowId)),
  versionInputs: (api, at) => api.versionInputs(at, workflowId, 'v0.0.2'),
  workflow: (api, at) => api.workflow(at, workflowId),
  me: (api, at) => api.me(at),
  plan: (api, at) => api.plan(at),
  keptRun: (api, at) => api.keptRun(at, { workflowId, executeId }).catch(refusalOf),
  keptNode: (api, at) => api.keptNode(at, { workflowId, executeId }, '7').catch(refusalOf),
};

/** A new service has no run. */
function refusalOf(error: unknown): string | undefined {
  assert.ok(isCozeError(error));
  return error.info.code;
}

describe('The API that is loaded on first use', () => {
  for (const [name, read] of Object.entries(reads)) {
    it(`sends the same request and reads the same: ${name}`, async () => {
      await using served = await simulatedApi();
      const lazy = lazyApi({ credentials: credentialsBy(() => Promise.resolve(testToken)) });
      assert.deepEqual(await read(lazy, served.endpoint), await read(served.api, served.endpoint));
      assert.equal(served.calls.length, 2);
      assert.equal(served.calls[0], served.calls[1]);
    });
  }

  it('cancels a call', async () => {
    await using served = await simulatedApi();
    const lazy = lazyApi({ credentials: credentialsBy(() => Promise.resolve(testToken)) });
    await assert.rejects(lazy.me(served.endpoint, AbortSignal.abort()), { name: 'AbortError' });
    const pages = lazy.workspaces(served.endpoint, AbortSignal.abort());
    await assert.rejects(allOf(pages), { name: 'AbortError' });
    assert.equal(served.calls.length, 0);
  });
});
