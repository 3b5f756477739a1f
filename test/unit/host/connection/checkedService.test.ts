import assert from 'node:assert/strict';
import { serviceAt } from '../../../../src/host/connection/checkedService';
import type { Workflow } from '../../../../src/shared/workflow';

const home = 'https://coze.example.com';

function workflow(baseUrl: string, workflowId: string, source: Workflow['source'] = 'user'): Workflow {
  return { key: workflowId, name: workflowId, workflowId, baseUrl, source };
}

describe('A check at an origin', () => {
  it('is about the first workflow there', () => {
    const workflows = [workflow('https://api.coze.cn', '1'), workflow(home, '2'), workflow(home, '3')];
    assert.deepEqual(serviceAt(home, workflows, undefined), { baseUrl: home, workflowId: '2' });
  });

  it('is about no workflow if all are elsewhere, or the demo', () => {
    const workflows = [workflow('https://api.coze.cn', '1'), workflow(home, '2', 'demo')];
    assert.deepEqual(serviceAt(home, workflows, undefined), { baseUrl: home });
  });

  it("uses the path of the user's workflow, or else of the user's base URL", () => {
    const workflows = [workflow(`${home}/coze`, '1')];
    assert.equal(serviceAt(home, workflows, `${home}/own`).baseUrl, `${home}/coze`);
    assert.equal(serviceAt(home, [], `${home}/own`).baseUrl, `${home}/own`);
    assert.equal(serviceAt(home, [], 'https://api.coze.cn/own').baseUrl, home);
  });

  it('never uses a path of the workspace, which could choose where the token is sent', () => {
    const workflows = [workflow(`${home}/trap`, '1', 'workspace')];
    assert.deepEqual(serviceAt(home, workflows, undefined), { baseUrl: home, workflowId: '1' });
    assert.equal(serviceAt(home, workflows, `${home}/own`).baseUrl, `${home}/own`);
  });
});
