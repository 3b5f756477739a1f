import assert from 'node:assert/strict';
import fc from 'fast-check';
import '../../../support/properties';
import { CozeApiClient } from '../../../../src/coze/cozeApiClient';
import { isCozeError } from '../../../../src/coze/errors/cozeError';
import { allOf } from '../../../support/api';
import { credentialsBy, testToken } from '../../../support/wirePipeline';

const at = { baseUrl: 'https://api.coze.cn' };
const filter = { workspaceId: '1', mode: 'chatflow', publishStatus: 'all' } as const;

/** JSON with the names that the schemas read, so that some values reach every field. */
const names = fc.constantFrom(
  ...['data', 'items', 'workspaces', 'total', 'total_count', 'has_more', 'next_page_token', 'id', 'name'],
  ...['workflow_id', 'workflow_name', 'version', 'workflow_detail', 'input', 'parameters', 'properties'],
  ...['type', 'role', 'user_id', 'basic_info', 'user_level', 'created_at', '__proto__'],
);
const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant('7400000000000000001')),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(names, tie('value'), { maxKeys: 5 }),
  ),
}));

describe('Any JSON reply', () => {
  it('is read or refused with a CozeError, in a bounded number of calls', async () => {
    await fc.assert(
      fc.asyncProperty(anyValue, async (data) => {
        let calls = 0;
        const api = new CozeApiClient({
          credentials: credentialsBy(() => Promise.resolve(testToken)),
          fetch: () => {
            calls++;
            return Promise.resolve(Response.json({ code: 0, data }));
          },
        });
        for (const read of [
          () => allOf(api.workspaces(at)),
          () => allOf(api.workflows(at, filter)),
          () => allOf(api.apps(at, filter)),
          () => allOf(api.versions(at, '1')),
          () => api.workflow(at, '1'),
          () => api.me(at),
          () => api.plan(at),
        ]) {
          calls = 0;
          await read().catch((error: unknown) => assert.ok(isCozeError(error)));
          assert.ok(calls <= 2);
        }
      }),
    );
  });
});
