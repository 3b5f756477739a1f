import assert from 'node:assert/strict';
import { workflowPage } from '../../../../../src/host/workflows/pick/workflowPage';

describe('The page of a workflow', () => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['https://api.coze.cn', 'https://www.coze.cn/work_flow?workflow_id=1'],
    ['https://api.coze.com', 'https://www.coze.com/work_flow?workflow_id=1'],
    ['https://coze.example.com:8443/base', 'https://coze.example.com:8443/work_flow?workflow_id=1'],
    ['http://127.0.0.1:8888', undefined],
  ];
  for (const [baseUrl, page] of rows) {
    it(`of ${baseUrl} is ${page ?? 'not opened'}`, () =>
      assert.equal(workflowPage({ baseUrl, workflowId: '1' }), page));
  }
});
