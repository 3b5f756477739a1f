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

/** A page in the shape of any list, with items that are often readable. */
const item = fc.oneof(
  anyValue,
  fc.record({
    id: fc.nat(9),
    name: fc.string(),
    workflow_id: fc.nat(9),
    workflow_name: fc.string(),
    version: fc.string(),
  }),
);
const page = fc.record(
  {
    items: fc.array(item, { maxLength: 4 }),
    workspaces: fc.array(item, { maxLength: 4 }),
    has_more: fc.oneof(fc.boolean(), anyValue),
    total: fc.oneof(fc.nat(), anyValue),
    total_count: fc.oneof(fc.nat(), anyValue),
    next_page_token: fc.oneof(fc.string(), anyValue),
  },
  { requiredKeys: [] },
);

describe('Any JSON reply', () => {
  it('is read or refused with a CozeError, in a bounded number of calls', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyValue, page), async (data) => {
        let calls = 0;
        const api = new CozeApiClient({
          credentials: credentialsBy(() => Promise.resolve(testToken)),
          fetch: () => {
            if (++calls > 9) return Promise.reject(new Error('an endless list'));
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
