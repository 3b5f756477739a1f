import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseCozeUrl, type ParsedCozeUrl } from '../../../src/host/workflows/cozeUrl';

const cn = 'https://api.coze.cn';
const com = 'https://api.coze.com';

describe('parseCozeUrl', () => {
  const cases: readonly (readonly [string, string, ParsedCozeUrl | undefined])[] = [
    ['a bare ID', ' 7491234567890123456 ', { workflowId: '7491234567890123456' }],
    [
      'a workflow page of the mainland cloud',
      'https://www.coze.cn/work_flow?space_id=11&workflow_id=22',
      { workflowId: '22', baseUrl: cn },
    ],
    [
      'a workflow page of the international cloud',
      'https://www.coze.com/work_flow?workflow_id=22&space_id=11',
      { workflowId: '22', baseUrl: com },
    ],
    [
      'a debug page',
      'https://www.coze.cn/work_flow?execute_id=5&space_id=11&workflow_id=22&execute_mode=2',
      { workflowId: '22', baseUrl: cn },
    ],
    [
      'a workflow inside an app, by its path',
      'https://www.coze.cn/space/11/project-ide/33/workflow/22',
      { workflowId: '22', appId: '33', baseUrl: cn },
    ],
    [
      'a workflow with its app in the query',
      'https://www.coze.cn/work_flow?workflow_id=22&app_id=33',
      { workflowId: '22', appId: '33', baseUrl: cn },
    ],
    [
      'a workflow with its agent in the query',
      'https://www.coze.com/work_flow?workflow_id=22&bot_id=44',
      { workflowId: '22', botId: '44', baseUrl: com },
    ],
    ['an agent page', 'https://www.coze.cn/space/11/bot/44', { botId: '44', baseUrl: cn }],
    [
      'an app and an agent, and prefers the app',
      'https://www.coze.cn/work_flow?workflow_id=22&bot_id=44&app_id=33',
      { workflowId: '22', appId: '33', baseUrl: cn },
    ],
    [
      'a self-hosted server',
      'http://127.0.0.1:8888/work_flow?workflow_id=22&space_id=11',
      { workflowId: '22', baseUrl: 'http://127.0.0.1:8888' },
    ],
    [
      'a look-alike host as a self-hosted server',
      'https://www.coze.cn.evil.example/work_flow?workflow_id=22',
      { workflowId: '22', baseUrl: 'https://www.coze.cn.evil.example' },
    ],
    [
      'a host that only ends in the same letters',
      'https://evilcoze.cn/work_flow?workflow_id=22',
      { workflowId: '22', baseUrl: 'https://evilcoze.cn' },
    ],
    ['a page without an ID', 'https://www.coze.cn/store', undefined],
    ['an ID that is not a number', 'https://www.coze.cn/work_flow?workflow_id=abc', undefined],
    ['an ID that is too long', '1'.repeat(21), undefined],
    ['another scheme', 'file:///work_flow?workflow_id=22', undefined],
    ['other text', 'my workflow', undefined],
    ['an empty text', '', undefined],
  ];
  for (const [title, pasted, expected] of cases) {
    it(`reads ${title}`, () => assert.deepEqual(parseCozeUrl(pasted), expected));
  }

  it('never throws, and returns digits only', () => {
    const part = fc.string({ unit: 'binary-ascii', maxLength: 30 });
    const address = fc
      .tuple(part, part, part)
      .map(([host, path, id]) => `https://${host}/${path}?workflow_id=${id}&app_id=${path}`);
    fc.assert(
      fc.property(fc.oneof(address, part), (pasted) => {
        const parts = parseCozeUrl(pasted);
        for (const id of [parts?.workflowId, parts?.appId, parts?.botId]) {
          if (id !== undefined) assert.match(id, /^\d{1,20}$/);
        }
      }),
    );
  });
});
