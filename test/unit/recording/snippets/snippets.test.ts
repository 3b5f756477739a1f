import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { encodeChatRequest } from '../../../../src/coze/wire/wireRequest';
import type { Recording } from '../../../../src/recording/recording';
import { literal, typeScript } from '../../../../src/recording/snippets/literals';
import { hasSnippet, snippetOf, type SnippetLanguage } from '../../../../src/recording/snippets/snippets';
import type { Workflow } from '../../../../src/shared/workflow';
import { mountHttp, type HttpMount } from '../../../support/httpMount';
import { workflowAt } from '../../../support/wirePipeline';
import { instantService } from '../../simulator/calling';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../../..');
const token = 'pat_test';
const hostile = [
  `it's "quoted" $HOME \`id\` $(id) \${x} %PATH% !! \\ \\n \\' '''`,
  'two\r\nlines\tand a tab\n',
  '中文：“引号”，一二三 😀 👩‍👩‍👧',
  'hidden \u202e \u200b \u2028 \u0000 \u0007 \u{e0041} end',
  'COZE_REQUEST',
];
const parameters = JSON.parse(
  `{"__proto__":{"a":[1,-2.5,1e21,true,false,null,{}]},"constructor":"x","名字'\\"$":"值\\n"}`,
) as Record<string, unknown>;

const rows: readonly {
  readonly title: string;
  readonly text?: string;
  readonly fields?: Partial<Workflow>;
  readonly conversationId?: string;
  readonly fileId?: string;
  readonly length?: number;
}[] = [
  { title: 'a message' },
  ...hostile.map((text, index) => ({ title: `the hostile text ${index + 1}`, text })),
  { title: 'parameters of any name', fields: { parameters } },
  {
    title: 'the bot, ext, version and connector',
    fields: { botId: '74', ext: { latitude: "1'2" }, workflowVersion: 'v0.1', connectorId: '1024' },
  },
  { title: 'the answer to a question', text: '蓝色', conversationId: '7500000000000000009' },
  { title: 'a file', fileId: '7500000000000000005' },
  { title: 'a message of 300,000 characters', text: `${hostile.join('')}${'长'.repeat(300_000)}` },
];

function recordingOf(baseUrl: string, { text = 'Hello', ...row }: (typeof rows)[number]): Recording {
  const workflow = workflowAt(baseUrl, row.fields);
  const attachments =
    row.fileId === undefined ? [] : [{ kind: 'image' as const, url: '', fileId: row.fileId }];
  const body = encodeChatRequest({
    workflow,
    messages: [
      { role: 'user', text: 'before' },
      { role: 'assistant', text: '“answer”\n' },
      { role: 'user', text, attachments },
    ],
    ...(row.conversationId !== undefined && { conversationId: row.conversationId }),
  });
  const { key, name, workflowId } = workflow;
  return {
    run: { runId: 'r', startedAt: 1, key, name, workflowId, origin: baseUrl, baseUrl },
    entries: [
      { type: 'request', offsetMs: 0, method: 'POST', url: `${baseUrl}/v1/workflows/chat`, body },
      {
        type: 'failed',
        offsetMs: 1,
        hasBegun: false,
        error: { kind: 'busy', reason: 'systemBusy', remedies: [] },
      },
      { type: 'request', offsetMs: 2, method: 'POST', url: `${baseUrl}/v1/workflows/chat`, body },
    ],
  };
}

function bodyOf(recording: Recording): unknown {
  const request = recording.entries.find((entry) => entry.type === 'request');
  return JSON.parse(request?.body ?? '');
}

function snippet(recording: Recording, language: SnippetLanguage): string {
  const text = snippetOf(recording, language);
  assert.ok(text !== undefined);
  return text;
}

describe('A recorded request as a snippet', () => {
  let mount: HttpMount;
  let folder: string;

  before(async () => {
    mount = await mountHttp(instantService({ tokens: [token] }));
    // Inside the project, so that the SDK is found.
    await mkdir(join(root, '.cache'), { recursive: true });
    folder = await mkdtemp(join(root, '.cache/snippets-'));
  });

  after(async () => {
    await mount.close();
    await rm(folder, { recursive: true });
  });

  async function runFile(name: string, text: string, command: string, ...before: string[]): Promise<string> {
    const file = join(folder, name);
    await writeFile(file, text);
    const env = { ...process.env, COZE_API_TOKEN: token, HTTP_PROXY: '', http_proxy: '' };
    const { stdout } = await run(command, [...before, file], { cwd: root, env, maxBuffer: 1e8 });
    return stdout;
  }

  for (const row of rows) {
    it(`sends the same body with curl: ${row.title}`, async () => {
      const recording = recordingOf(mount.baseUrl, row);
      const output = await runFile('request.sh', snippet(recording, 'curl'), 'sh');
      const sent = mount.requests.at(-1);
      assert.deepEqual(JSON.parse(sent?.body ?? ''), bodyOf(recording));
      assert.equal(sent?.headers['authorization'], `Bearer ${token}`);
      assert.match(output, /^event:|"code":/m, 'the service has answered');
    });
  }

  it('sends the same bodies with the SDK for TypeScript', async () => {
    // The SDK's HTTP client drops members called `__proto__` and `constructor`.
    const named = {
      ...rows[0]!,
      fields: { parameters: { '名字\'"$`': '值\n', list: [1, null, { a: 1.5 }] } },
    };
    const rowsOfSdk = [...rows.filter(({ fields }) => !fields?.parameters), named];
    const recordings = rowsOfSdk.map((row) => recordingOf(mount.baseUrl, row));
    const before = mount.requests.length;
    const parts = recordings.map((recording, index) => {
      const [first, ...rest] = snippet(recording, 'typeScript').split('\n');
      return `${index === 0 ? first : ''}\n{\n${rest.join('\n')}\n}\n`;
    });
    const output = await runFile('request.mts', parts.join(''), process.execPath, '--import', 'tsx');
    const sent = mount.requests.slice(before).map(({ body }) => JSON.parse(body) as unknown);
    assert.deepEqual(sent, recordings.map(bodyOf));
    assert.notEqual(output, '');
  });

  it('is a literal of JavaScript with the same members, `__proto__` included', async () => {
    const text = `console.log(JSON.stringify(${literal(parameters, typeScript)}))`;
    assert.equal(await runFile('literal.mjs', text, process.execPath), `${JSON.stringify(parameters)}\n`);
  });

  it('is a program that Python reads, with the same values', async () => {
    const checks = rows.map((row) => {
      const recording = recordingOf(mount.baseUrl, row);
      return {
        program: snippet(recording, 'python'),
        text: row.text ?? 'Hello',
        parameters: row.fields?.parameters,
      };
    });
    await writeFile(join(folder, 'checks.json'), JSON.stringify(checks));
    const output = await runFile('read.py', readPython, 'python3');
    assert.equal(output.trim(), `${rows.length} programs`);
  });

  it('is a program for the SDK for Go', () => {
    const row = {
      title: '',
      text: `${hostile[0]}${hostile[3]}`,
      fields: { parameters, workflowVersion: 'v1' },
    };
    const lines = snippet(recordingOf('https://api.coze.cn', row), 'go').split('\n');
    assert.equal(lines[0], 'package main');
    assert.deepEqual(
      lines.filter((line) => /BuildUser|BuildAssistant|Parameters|AppID|cannot/.test(line)),
      [
        '\t// coze-go cannot send this field of the request: "workflow_version"',
        '\trequest.AppID = &appID',
        '\t\tcoze.BuildUserQuestionText("before", nil),',
        '\t\tcoze.BuildAssistantAnswer("“answer”\\n", nil),',
        "\t\tcoze.BuildUserQuestionText(\"it's \\\"quoted\\\" $HOME `id` $(id) ${x} %PATH% !! \\\\ \\\\n \\\\' '''hidden \\u202e \\u200b \\u2028 \\u0000 \\u0007 \\U000e0041 end\", nil),",
        '\trequest.Parameters = map[string]any{"__proto__": map[string]any{"a": []any{1, -2.5, 1e+21, true, false, nil, map[string]any{}}}, "constructor": "x", "名字\'\\"$": "值\\n"}',
      ],
    );
  });

  it('shows no character that cannot be seen, in any language', () => {
    const recording = recordingOf('https://api.coze.cn', { title: '', text: hostile[3]! });
    for (const language of ['curl', 'python', 'typeScript', 'go'] as const)
      assert.doesNotMatch(snippet(recording, language), /[^\P{C}\n\t]/u, language);
  });

  it('names the variable of the token, and no token', () => {
    const recording = recordingOf('https://api.coze.cn', { title: '', text: 'my pat_canary0123456789' });
    for (const language of ['curl', 'python', 'typeScript', 'go'] as const) {
      assert.match(snippet(recording, language), /COZE_API_TOKEN/);
      assert.doesNotMatch(snippet(recording, language), /canary/);
    }
  });

  it('is offered for a file of others only if the request itself goes to Coze', () => {
    const at = (url: string, key: string): Recording => {
      const { run, entries } = recordingOf('https://api.coze.cn', { title: '' });
      return {
        run: { ...run, key },
        entries: entries.map((entry) => (entry.type === 'request' ? { ...entry, url } : entry)),
      };
    };
    const path = '/v1/workflows/chat';
    for (const host of ['https://api.coze.cn', 'https://api.coze.com', 'https://x:y@api.coze.com'])
      assert.ok(hasSnippet(at(`${host}${path}`, '')), host);
    for (const host of [
      'https://evil.example',
      'http://api.coze.cn',
      'https://api.coze.cn:8443',
      'https://api.coze.cn.evil.example',
      'https://api.coze.cn/proxy/evil.example',
    ]) {
      assert.ok(!hasSnippet(at(`${host}${path}`, '')), host);
      assert.ok(hasSnippet(at(`${host}${path}`, 'own')), host);
    }
    assert.ok(!hasSnippet({ ...at('', 'own'), entries: [] }));
  });

  it('writes large numbers as they were sent', () => {
    const large = { n: 12345678901234567000, m: -9007199254740994, s: '12345678901234567890' };
    const recording = recordingOf('https://api.coze.cn', { title: '', fields: { parameters: large } });
    for (const language of ['curl', 'python', 'typeScript'] as const) {
      const text = snippet(recording, language);
      assert.match(text, /"n": 12345678901234567000, "m": -9007199254740994, "s": "12345678901234567890"/);
    }
    assert.match(snippet(recording, 'go'), /"n": 1.2345678901234567e\+19,/);
  });

  it('is not written for what is no request for a chat', () => {
    const good = recordingOf('https://api.coze.cn', { title: '' });
    const [request] = good.entries;
    assert.ok(request?.type === 'request');
    const others = [
      { ...request, url: 'file:///v1/workflows/chat' },
      { ...request, url: 'https://api.coze.cn/other' },
      { ...request, body: '[]' },
      { ...request, body: '{"workflow_id":"1","additional_messages":{}}' },
      { ...request, body: '{"workflow_id":1}' },
      { ...request, body: '' },
    ];
    for (const other of others) assert.equal(snippetOf({ ...good, entries: [other] }, 'curl'), undefined);
    assert.equal(snippetOf({ ...good, entries: [] }, 'curl'), undefined);
  });
});

/** Parses each program without running it, and evaluates its literals. */
const readPython = `
import ast, json, os
folder = os.path.dirname(os.path.abspath(__file__))
checks = json.load(open(os.path.join(folder, "checks.json"), encoding="utf-8"))
for check in checks:
    calls = [node for node in ast.walk(ast.parse(check["program"])) if isinstance(node, ast.Call)]
    texts = [ast.literal_eval(call.args[0]) for call in calls if getattr(call.func, "attr", "") == "build_user_question_text"]
    contents = [ast.literal_eval(word.value) for call in calls for word in call.keywords if word.arg == "content"]
    assert check["text"] in texts or contents, check["text"]
    values = [ast.literal_eval(word.value) for call in calls for word in call.keywords if word.arg == "parameters"]
    assert values == ([check["parameters"]] if "parameters" in check else []), values
print(len(checks), "programs")
`;
