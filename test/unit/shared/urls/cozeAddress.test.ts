import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  readCozeAddress,
  type AddressProblem,
  type CozeAddress,
} from '../../../../src/shared/urls/cozeAddress';
import { anyCharacter } from '../../../support/properties';

const cn = 'https://api.coze.cn';
const com = 'https://api.coze.com';
const [workflowId, appId, botId, workspaceId] = ['7491234567890123456', '7400000000000000033', '744', '711'];
const workflow = { workflowId, workspaceId, baseUrl: cn };
const inApp = { workflowId, appId, workspaceId, baseUrl: cn };
const page = `https://www.coze.cn/work_flow?space_id=711&workflow_id=${workflowId}`;

/** The name of the case, the pasted text, and what is read from it. */
const understood: readonly (readonly [string, string, CozeAddress])[] = [
  ['a bare ID', workflowId, { workflowId }],
  ['a bare ID with blanks and a line feed', `  ${workflowId}\n`, { workflowId }],
  ['a bare ID in quotation marks', `"${workflowId}"`, { workflowId }],
  ['a bare ID in Chinese quotation marks', `“${workflowId}”。`, { workflowId }],
  ['a bare ID with a byte order mark and a zero-width space', `\ufeff${workflowId}\u200b`, { workflowId }],
  ['an ID of 20 digits', '9'.repeat(20), { workflowId: '9'.repeat(20) }],
  ['a bare ID in full-width digits', '７４９１２３４５６７８９０１２３４５６', { workflowId }],
  ['an assignment', `workflow_id=${workflowId}`, { workflowId }],
  ['a member of JSON', `"workflow_id": "${workflowId}",`, { workflowId }],
  [
    'the body of a request',
    `{"workflow_id":"${workflowId}","app_id":"${appId}","additional_messages":[]}`,
    { workflowId, appId },
  ],
  ['an entry of the settings', `{ "workflowId": "${workflowId}", "botId": "744" }`, { workflowId, botId }],
  [
    'a command of the documentation',
    `curl -X POST 'https://api.coze.com/v1/workflows/chat' -d '{"workflow_id":"${workflowId}"}'`,
    { workflowId, baseUrl: com },
  ],
  ['a label', `ID: ${workflowId}`, { workflowId }],
  ['a Chinese label', `工作流ID：${workflowId}。`, { workflowId }],
  ['a full-width colon', page.replace(':', '：'), workflow],
  ['full stops of Chinese in the host', page.replace('www.coze.', 'www。coze。'), workflow],
  ['full-width punctuation', page.replace('?', '？').replaceAll('=', '＝'), workflow],
  ['a sentence that goes on without a blank', `请看${page}，谢谢`, workflow],
  ['a workflow page', page, workflow],
  [
    'its parameters in another order',
    `https://www.coze.cn/work_flow?workflow_id=${workflowId}&space_id=711`,
    workflow,
  ],
  [
    'a debug page',
    `https://www.coze.cn/work_flow?execute_id=5&space_id=711&workflow_id=${workflowId}&execute_mode=2`,
    workflow,
  ],
  ['the page of a node', `${page}&node_id=100001`, workflow],
  ['tracking parameters', `${page}&utm_source=feed&from=store&spm=1.2#node`, workflow],
  ['the international cloud', page.replace('.cn', '.com'), { ...workflow, baseUrl: com }],
  ['a page in another language', `${page.replace('.cn', '.com')}&lang=ja`, { ...workflow, baseUrl: com }],
  [
    'a language in the path',
    `https://www.coze.com/zh/work_flow?workflow_id=${workflowId}`,
    { workflowId, baseUrl: com },
  ],
  ['the host of the API', page.replace('www', 'api'), workflow],
  ['the domain without www', page.replace('www.', ''), workflow],
  ['http, which Coze redirects', page.replace('https', 'http'), workflow],
  ['capital letters in the host', page.replace('www.coze.cn', 'WWW.Coze.CN'), workflow],
  ['full-width letters in the host', page.replace('coze', 'ｃｏｚｅ'), workflow],
  ['no workspace', `https://www.coze.cn/work_flow?workflow_id=${workflowId}`, { workflowId, baseUrl: cn }],
  [
    'a workflow in an app',
    `https://www.coze.cn/space/711/project-ide/${appId}/workflow/${workflowId}`,
    inApp,
  ],
  ['a slash at the end', `https://www.coze.cn/space/711/project-ide/${appId}/workflow/${workflowId}/`, inApp],
  [
    'a workflow in an app of coze.com',
    `https://www.coze.com/space/711/project-ide/${appId}/workflow/${workflowId}`,
    { ...inApp, baseUrl: com },
  ],
  ['the app in the query', `${page}&app_id=${appId}`, inApp],
  ['the app as project', `${page}&project_id=${appId}`, inApp],
  ['no app, written as 0', `${page}&app_id=0`, workflow],
  ['the agent in the query', `${page}&bot_id=744`, { ...workflow, botId }],
  ['an app and an agent, of which the app is used', `${page}&bot_id=744&app_id=${appId}`, inApp],
  ['an app page', `https://www.coze.cn/space/711/project-ide/${appId}`, { appId, workspaceId, baseUrl: cn }],
  ['an agent page', 'https://www.coze.cn/space/711/bot/744', { botId, workspaceId, baseUrl: cn }],
  [
    'an agent page of coze.com',
    'https://www.coze.com/space/711/bot/744?from=x',
    { botId, workspaceId, baseUrl: com },
  ],
  ['a workspace', 'https://code.coze.cn/w/711/projects', { workspaceId, baseUrl: cn }],
  [
    'a folder of a workspace',
    'https://code.coze.cn/w/711/projects?folder_id=9',
    { workspaceId, baseUrl: cn },
  ],
  [
    'a workspace of the classic pages',
    'https://www.coze.com/space/711/develop',
    { workspaceId, baseUrl: com },
  ],
  ['no scheme', page.replace('https://', ''), workflow],
  ['no scheme but slashes', page.replace('https:', ''), workflow],
  ['a Markdown link', `[My flow (v2)](${page})`, workflow],
  ['a Markdown link with a title', `see [flow](<${page}> "Flow").`, workflow],
  ['angle brackets', `<${page}>`, workflow],
  ['double quotation marks', `"${page}"`, workflow],
  ['backticks', `\`${page}\``, workflow],
  ['Chinese brackets', `对话流（${page}）`, workflow],
  ['corner brackets', `「${page}」`, workflow],
  ['a full stop', `${page}.`, workflow],
  ['a Chinese full stop', `${page}。`, workflow],
  ['a sentence around it', `请看 ${page} ，谢谢`, workflow],
  ['a line break behind it', `${page}\nsecond line`, workflow],
  [
    'Markdown that escapes characters',
    page.replaceAll('_', String.raw`\_`).replace('&', String.raw`\&`),
    workflow,
  ],
  ['a bold link of Markdown', `**${page}**`, workflow],
  ['invisible characters', `\u2068${page.replace('coze', 'co\u200bze')}\u2069`, workflow],
  ['percent encoding', encodeURIComponent(page), workflow],
  ['double percent encoding', encodeURIComponent(encodeURIComponent(page)), workflow],
  ['ampersands of HTML', page.replace('&', '&amp;'), workflow],
  ['an address that is encoded once and in a sentence', `"${encodeURIComponent(page)}"`, workflow],
  ['an ID that ends with zeros', '7000', { workflowId: '7000' }],
  ['an ID that begins with a zero', '0700', { workflowId: '0700' }],
  [
    'the other names of the segments',
    'https://www.coze.cn/w/711/project/722/work_flow/733',
    { workflowId: '733', appId: '722', workspaceId: '711', baseUrl: cn },
  ],
  ['the page of an app', 'https://www.coze.cn/app/722', { appId: '722', baseUrl: cn }],
  ['the page of an agent', 'https://www.coze.cn/agent/744', { botId: '744', baseUrl: cn }],
  ['slashes twice', 'https://www.coze.cn/space//711/bot//744', { botId, workspaceId, baseUrl: cn }],
  [
    'a request for the metadata of a workflow',
    `curl 'https://api.coze.cn/v1/workflows/${workflowId}?include_input_output=true'`,
    { workflowId, baseUrl: cn },
  ],
  [
    'a kept run of a workflow',
    `https://api.coze.com/v1/workflows/${workflowId}/run_histories/5`,
    { workflowId, baseUrl: com },
  ],
  ['a request for an agent', 'https://api.coze.cn/v1/bots/744', { botId, baseUrl: cn }],
  ['a request for an app', `https://api.coze.cn/v1/apps/${appId}`, { appId, baseUrl: cn }],
  [
    'an agent in the store, whose query has a flag in the name of the ID',
    'https://www.coze.cn/store/agent/744?bot_id=true&bid=x',
    { botId, baseUrl: cn },
  ],
  [
    'a self-hosted server',
    `http://127.0.0.1:8888/work_flow?workflow_id=${workflowId}&space_id=711`,
    { ...workflow, baseUrl: 'http://127.0.0.1:8888' },
  ],
  [
    'a self-hosted server without its scheme',
    `localhost:8888/work_flow?workflow_id=${workflowId}`,
    { workflowId, baseUrl: 'http://localhost:8888' },
  ],
  [
    'a self-hosted server with https and a port',
    `https://studio.example.com:8443/space/711/project-ide/${appId}/workflow/${workflowId}`,
    { ...inApp, baseUrl: 'https://studio.example.com:8443' },
  ],
  [
    'a self-hosted agent',
    'https://studio.example.com/space/711/bot/744',
    { botId, workspaceId, baseUrl: 'https://studio.example.com' },
  ],
  [
    'a subdomain named coze',
    `https://coze.example.com/work_flow?workflow_id=${workflowId}`,
    { workflowId, baseUrl: 'https://coze.example.com' },
  ],
  [
    'a company in front of which stands coze',
    `https://coze.company.com/work_flow?workflow_id=${workflowId}`,
    { workflowId, baseUrl: 'https://coze.company.com' },
  ],
];

/** The name of the case, the pasted text, the problem and the host that is named. */
const refused: readonly (readonly [string, string, AddressProblem, string])[] = [
  ['nothing', '', 'empty', ''],
  ['blanks', ' \n\t ', 'empty', ''],
  ['invisible characters', '\u200b\ufeff', 'empty', ''],
  ['a name', 'my workflow', 'noAddress', ''],
  ['a token', 'pat_abcdefghijklmnop', 'noAddress', ''],
  ['an ID with a letter', '749123456789012345x', 'noAddress', ''],
  ['an ID of 21 digits', '1'.repeat(21), 'idInvalid', ''],
  ['the ID 0', '0', 'idInvalid', ''],
  ['a short number in a sentence', 'call 13800000000', 'noAddress', ''],
  ['two numbers', `${workflowId} or ${workflowId}`, 'noAddress', ''],
  ['a label and a cut-off ID', 'ID: 749123456789012345…', 'noAddress', ''],
  ['an assignment with a cut-off ID', 'workflow_id=7491…', 'noAddress', ''],
  ['a file', 'file:///work_flow?workflow_id=22', 'noAddress', ''],
  ['a script', 'javascript:alert(1)//www.coze.cn/work_flow?workflow_id=22', 'noAddress', ''],
  ['a scheme alone', 'https://', 'noAddress', ''],
  ['a scheme with a slash too few', 'https:/www.coze.cn', 'noAddress', ''],
  [
    'percent encoding that is cut off',
    'https%3A%2F%2Fwww.coze.cn%2Fwork_flow%3Fworkflow_id%3D7%',
    'noAddress',
    '',
  ],
  ['the home page', 'https://www.coze.cn/', 'noId', 'www.coze.cn'],
  ['the home page without its scheme', 'www.coze.com/home', 'noId', 'www.coze.com'],
  [
    'the documentation',
    'https://www.coze.cn/open/docs/developer_guides/workflow_chat',
    'noId',
    'www.coze.cn',
  ],
  [
    'the documentation in another language',
    'https://www.coze.com/docs/ja/guides/app',
    'noId',
    'www.coze.com',
  ],
  ['the store', 'https://www.coze.cn/store/agent?bot_id=true', 'noId', 'www.coze.cn'],
  ['the token page', 'https://www.coze.cn/open/oauth/pats', 'noId', 'www.coze.cn'],
  ['an address that ends before the ID', 'https://www.coze.cn/work_flow?workflow_id=', 'noId', 'www.coze.cn'],
  ['letters instead of an ID', 'https://www.coze.cn/work_flow?workflow_id=abc', 'noId', 'www.coze.cn'],
  ['an ID that is cut off', 'https://www.coze.cn/work_flow?workflow_id=7491…456', 'idInvalid', 'www.coze.cn'],
  [
    'an ID that ends with an ellipsis',
    'https://www.coze.cn/work_flow?workflow_id=7491…',
    'idInvalid',
    'www.coze.cn',
  ],
  ['an ID that ends with full stops', 'https://www.coze.cn/space/711/bot/744...', 'idInvalid', 'www.coze.cn'],
  ['an ID with asterisks', 'https://www.coze.cn/work_flow?workflow_id=7491****', 'idInvalid', 'www.coze.cn'],
  ['a bare ID that ends with an ellipsis', '749123456789…', 'idInvalid', ''],
  ['a bare ID with asterisks', '7491****', 'idInvalid', ''],
  [
    'an app ID that is cut off',
    'https://www.coze.cn/space/711/project-ide/74…/workflow/22',
    'idInvalid',
    'www.coze.cn',
  ],
  [
    'an ID of 21 digits in an address',
    `https://www.coze.cn/work_flow?workflow_id=${'1'.repeat(21)}`,
    'idInvalid',
    'www.coze.cn',
  ],
  [
    'a workspace of another server',
    'https://studio.example.com/space/711/develop',
    'noId',
    'studio.example.com',
  ],
  ['coze.cn as subdomain', page.replace('coze.cn', 'coze.cn.evil.com'), 'lookAlike', 'www.coze.cn.evil.com'],
  [
    'coze.com as subdomain of coze.cm',
    page.replace('coze.cn', 'coze.com.cm'),
    'lookAlike',
    'www.coze.com.cm',
  ],
  [
    'coze.cn with a hyphen',
    page.replace('coze.cn', 'coze.cn-login.com'),
    'lookAlike',
    'www.coze.cn-login.com',
  ],
  [
    'hyphens instead of dots',
    page.replace('www.coze.cn', 'api-coze-cn.example.com'),
    'lookAlike',
    'api-coze-cn.example.com',
  ],
  ['a digit instead of a letter', page.replace('coze', 'c0ze'), 'lookAlike', 'www.c0ze.cn'],
  ['two digits instead of letters', page.replace('coze', 'c0z3'), 'lookAlike', 'www.c0z3.cn'],
  ['a doubled letter', page.replace('coze', 'cooze'), 'lookAlike', 'www.cooze.cn'],
  ['another top-level domain', page.replace('coze.cn', 'coze.cm'), 'lookAlike', 'www.coze.cm'],
  ['a longer name', page.replace('www.coze', 'evilcoze'), 'lookAlike', 'evilcoze.cn'],
  ['a Cyrillic letter', page.replace('coze', 'c\u043eze'), 'lookAlike', 'www.xn--cze-sed.cn'],
  ['Punycode', page.replace('coze', 'xn--cze-sed'), 'lookAlike', 'www.xn--cze-sed.cn'],
  [
    'letters outside of ASCII',
    'https://www.例子.cn/work_flow?workflow_id=22',
    'lookAlike',
    'www.xn--fsqu00a.cn',
  ],
  [
    'a user name in front of the host',
    page.replace('www.coze.cn', 'www.coze.cn@evil.example'),
    'lookAlike',
    'evil.example',
  ],
  ['a user name without a password', page.replace('www', 'me@www'), 'lookAlike', 'www.coze.cn'],
  ['a password without a user name', page.replace('www', ':secret@www'), 'lookAlike', 'www.coze.cn'],
  ['an address behind the longest text', `${' '.repeat(4_000)}${page}`, 'empty', ''],
  ['the ID 000', '000', 'idInvalid', ''],
  ['letters before the digits of an ID', 'https://www.coze.cn/bot/a744', 'noId', 'www.coze.cn'],
  ['no scheme, behind another word', `x y ${page.replace('https://', '')}`, 'noAddress', ''],
  ['no scheme, before another word', `${page.replace('https://', '')} x`, 'noAddress', ''],
  [
    'triple percent encoding',
    encodeURIComponent(encodeURIComponent(encodeURIComponent(page))),
    'noAddress',
    '',
  ],
  ['a user name in front of Coze', page.replace('www', 'me:secret@www'), 'lookAlike', 'www.coze.cn'],
  [
    'a backslash behind the host',
    page.replace('www.coze.cn', String.raw`evil.com\@www.coze.cn`),
    'noId',
    'evil.com',
  ],
  [
    'a Markdown link with another text',
    `[${page}](https://www.c0ze.cn/work_flow?workflow_id=22)`,
    'lookAlike',
    'www.c0ze.cn',
  ],
  ['the domain of deployed projects', 'https://coze.site/run', 'deployment', 'coze.site'],
  ['a deployed project', 'https://abcdefghij.coze.site/run', 'deployment', 'abcdefghij.coze.site'],
  [
    'a deployed project with an ID',
    'https://abcdefghij.coze.site/work_flow?workflow_id=22',
    'deployment',
    'abcdefghij.coze.site',
  ],
  [
    'http to another computer',
    `http://studio.example.com:8888/work_flow?workflow_id=22`,
    'insecure',
    'studio.example.com:8888',
  ],
  [
    'http to a host in the network',
    `http://192.168.1.5:8888/work_flow?workflow_id=22`,
    'insecure',
    '192.168.1.5:8888',
  ],
];

describe('readCozeAddress', () => {
  for (const [title, pasted, address] of understood) {
    it(`reads ${title}`, () => assert.deepEqual(readCozeAddress(pasted), { address }));
  }
  for (const [title, pasted, problem, host] of refused) {
    it(`refuses ${title}`, () => assert.deepEqual(readCozeAddress(pasted), { problem, host }));
  }

  it('never throws, and returns digits only', () => {
    const part = fc.string({ unit: anyCharacter, maxLength: 30 });
    const address = fc
      .tuple(part, part, part)
      .map(([host, path, id]) => `https://${host}/${path}?workflow_id=${id}&app_id=${path}`);
    fc.assert(
      fc.property(fc.oneof(address, part), (pasted) => {
        const read = readCozeAddress(pasted);
        if ('problem' in read) return;
        const { workflowId, appId, botId, workspaceId } = read.address;
        for (const id of [workflowId, appId, botId, workspaceId]) {
          if (id !== undefined) assert.match(id, /^\d{1,20}$/);
        }
      }),
    );
  });

  it('reads a text of a megabyte in linear time', () => {
    for (const text of [
      '[('.repeat(500_000),
      `${'('.repeat(500_000)}x`,
      '/'.repeat(1_000_000),
      'https%3A'.repeat(100_000),
    ])
      assert.ok('problem' in readCozeAddress(text));
  });
});
