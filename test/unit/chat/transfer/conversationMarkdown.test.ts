import assert from 'node:assert/strict';
import { conversationToMarkdown } from '../../../../src/chat/transfer/conversationMarkdown';
import { exportWords } from '../../../../src/chat/transfer/exportWords';
import { errorInfo } from '../../../../src/shared/errorInfo';
import { inertMarkdown } from '../../../../src/markdown/inert';
import type { ChatEvent } from '../../../../src/shared/conversation/chatEvent';
import type { MessageBody } from '../../../../src/shared/conversation/content';
import { emptyConversation } from '../../../../src/shared/conversation/conversation';
import { reduce } from '../../../../src/shared/conversation/reduce';

const at = new Date(2026, 10, 23, 12, 34, 56).getTime();
const runId = 'r1';

function exported(
  language: 'en' | 'zh',
  events: readonly ChatEvent[],
  origin = 'https://api.coze.cn',
): string {
  const workflow = { key: 'k', name: 'Trips', workflowId: '1', origin };
  const begin: readonly ChatEvent[] = [
    { type: 'conversationStarted', conversationId: 'c1', workflow, at },
    { type: 'messageSent', turnId: 't1', runId, text: 'Hello', attachments: [], at },
  ];
  const conversation = [...begin, ...events].reduce(reduce, emptyConversation);
  return conversationToMarkdown(conversation, exportWords(language, inertMarkdown));
}

const answer = (text: string, body: MessageBody = { type: 'text' }, messageId = 'm1'): ChatEvent => ({
  type: 'messageCompleted',
  runId,
  messageId,
  role: body.type === 'tool' ? 'tool' : 'assistant',
  text,
  body,
});
const refusal = errorInfo('noPermission', {
  code: '4101',
  status: 403,
  logId: '20261123ABC',
  serviceMessage: 'no *permission* here',
});
const lost = errorInfo('connectionReset', { params: { host: 'api.coze.cn' } });

describe('What a Markdown export says of a run', () => {
  const outcomes: Readonly<
    Record<
      string,
      {
        readonly events: readonly ChatEvent[];
        readonly en: readonly string[];
        readonly zh: readonly string[];
      }
    >
  > = {
    completed: {
      events: [answer('Done'), { type: 'runCompleted', runId, at, skippedEvents: 2 }],
      en: ['Done', '**Completed**', 'were skipped: 2'],
      zh: ['Done', '**已完成**', '2'],
    },
    'completed without an answer': {
      events: [{ type: 'runCompleted', runId, at }],
      en: ['**Completed**', 'without an answer'],
      zh: ['**已完成**', '没有返回内容'],
    },
    waiting: {
      events: [answer('Which?'), { type: 'runWaiting', runId, at }],
      en: ['Which?', '**Waiting for an answer**'],
      zh: ['Which?', '**等待回答**'],
    },
    stopped: {
      events: [answer('Half'), { type: 'runStopped', runId, at }],
      en: ['Half', '**Stopped**', 'may continue on Coze'],
      zh: ['Half', '**已停止**', '扣子'],
    },
    refused: {
      events: [{ type: 'runFailed', runId, at, error: refusal }],
      en: [
        '**The run failed**',
        'doesn’t have permission for this',
        'Edit the token on Coze',
        'Code: 4101',
        'HTTP status: 403',
        'Log ID: 20261123ABC',
        'no \\*permission\\*|no *permission* here',
      ],
      zh: ['**运行失败**', '权限', '4101', '403', '20261123ABC', 'here'],
    },
    failed: {
      events: [
        answer('Half'),
        { type: 'runFailed', runId, at, error: errorInfo('workflowFailed', { code: '720701013' }) },
      ],
      en: ['Half', '**The run failed**', 'A node of the workflow reported an error.', 'Code: 720701013'],
      zh: ['Half', '**运行失败**', '720701013'],
    },
    'cut off': {
      events: [answer('Half'), { type: 'runCutOff', runId, at, error: lost }],
      en: [
        'Half',
        '**The answer is incomplete**',
        'The connection to api.coze.cn was lost.',
        'What was received is kept.',
      ],
      zh: ['Half', '**回复不完整**', 'api.coze.cn'],
    },
    open: {
      events: [answer('Half')],
      en: ['Half', '**Still running when this was exported**'],
      zh: ['Half', '**导出时仍在运行**'],
    },
  };
  for (const [name, { events, ...words }] of Object.entries(outcomes)) {
    for (const language of ['en', 'zh'] as const) {
      it(`${name} (${language})`, () => {
        const facts: readonly ChatEvent[] = [
          { type: 'usageReported', runId, usage: { input: 1234, output: 56, unsplit: 0 } },
          {
            type: 'debugUrlReceived',
            runId,
            url: 'https://www.coze.cn/work_flow?execute_id=1',
            isTrusted: true,
          },
        ];
        const text = exported(language, [...facts, ...events]);
        for (const word of words[language]) {
          assert.ok(
            word.split('|').some((one) => text.includes(one)),
            `${word} is not in:\n${text}`,
          );
        }
        for (const word of [
          'Trips',
          'api.coze.cn',
          '2026',
          '12:34:56',
          '1,234',
          '56',
          '<https://www.coze.cn/work_flow?execute_id=1>',
        ]) {
          assert.ok(text.includes(word), `${word} is not in:\n${text}`);
        }
      });
    }
  }

  it('has no debug page and no word about Coze for the demo', () => {
    const text = exported(
      'en',
      [
        { type: 'debugUrlReceived', runId, url: 'https://www.coze.cn/x', isTrusted: true },
        { type: 'runFailed', runId, at, error: refusal },
      ],
      'demo:',
    );
    assert.match(text, /The demo simulated this error/);
    assert.doesNotMatch(text, /www\.coze\.cn|token|permission/);
  });

  it('contains each attempt of a message', () => {
    const text = exported('en', [
      { type: 'runFailed', runId, at, error: refusal },
      { type: 'runRepeated', turnId: 't1', runId: 'r2', at },
      { type: 'textAppended', runId: 'r2', messageId: 'm', role: 'assistant', text: 'Good' },
      { type: 'runCompleted', runId: 'r2', at },
    ]);
    assert.match(text, /The run failed[\s\S]*## Trips · Run 2[\s\S]*Good[\s\S]*\*\*Completed\*\*/);
  });
});

describe('What a Markdown export says of a message', () => {
  const done: ChatEvent = { type: 'runCompleted', runId, at };
  const ask = (question: Extract<MessageBody, { type: 'card' }>['question'], reply: string) => [
    answer('', { type: 'card', raw: '{}', question: question! }),
    { type: 'runWaiting', runId, at } as const,
    { type: 'interruptAnswered', turnId: 't1', runId: 'r2', text: reply, at } as const,
    { type: 'runCompleted', runId: 'r2', at } as const,
  ];
  const bodies: Readonly<Record<string, readonly [readonly ChatEvent[], readonly string[]]>> = {
    'options with the chosen one': [
      ask({ type: 'options', title: 'Which tea?', options: ['Green', 'Black'] }, 'Black'),
      ['Which tea?', '- [ ] Green\n- [x] Black', '## You'],
    ],
    'a form with its answers': [
      ask(
        {
          type: 'inputs',
          title: '',
          fields: [
            { name: 'city', type: 'string', required: true },
            { name: 'note', type: 'string', required: false },
          ],
        },
        'city:Hangzhou\nnote:',
      ),
      ['- city: Hangzhou\n- note: –'],
    ],
    'a card that asks nothing': [
      [answer('', { type: 'card', raw: '{"a":1}' }), done],
      ['```json\n{"a":1}\n```'],
    ],
    'media with their caption': [
      [
        answer('A *map*', {
          type: 'media',
          items: [
            { kind: 'image', url: 'https://example.com/a.png', name: 'a.png' },
            { kind: 'file', fileId: '7', name: 'b.pdf' },
          ],
        }),
        done,
      ],
      ['A *map*', '- Image a.png: <https://example.com/a.png>', 'b.pdf: `7`'],
    ],
    'a file that the user attached': [
      [
        {
          type: 'messageSent',
          turnId: 't2',
          runId: 'r2',
          text: 'Look',
          attachments: [{ kind: 'file', fileId: '8', name: 'c*.pdf', size: 1_234_567 }],
          at,
        },
      ],
      ['- File c*.pdf, 1.2 MB: `8`'],
    ],
    'a call of a tool': [
      [answer('{"name":"find"}', { type: 'tool', tool: 'call', name: 'find' }), done],
      [': find', '```\n{"name":"find"}\n```'],
    ],
    'what the model thought': [
      [{ type: 'reasoningAppended', runId, messageId: 'm1', text: 'Let me see' }, answer('Fine'), done],
      ['<details>\n<summary>', 'Let me see', '</details>', 'Fine'],
    ],
    'what it suggested': [
      [answer('Fine'), { type: 'followUpSuggested', runId, text: 'And back?' }, done],
      ['- And back?'],
    ],
  };
  for (const [name, [events, words]] of Object.entries(bodies)) {
    it(name, () => {
      const text = exported('en', events);
      for (const word of words) assert.ok(text.includes(word), `${word} is not in:\n${text}`);
      for (const language of ['en', 'zh'] as const)
        assert.doesNotMatch(exported(language, events), /\{\w+\}/);
    });
  }
});

describe('The inputs of a message', () => {
  for (const [language, label] of [
    ['en', 'Inputs: city, \\<img>'],
    ['zh', '输入：city, \\<img>'],
  ] as const) {
    it(`are exported with their JSON, that of queued messages too (${language})`, () => {
      const parameters = { city: 'Rome ```', '<img>': '\u202e' };
      const message = { text: 'Hello', attachments: [], parameters };
      const text = exported(language, [
        { type: 'messageSent', turnId: 't2', runId: 'r2', ...message, at },
        { type: 'messageQueued', queueId: 'q1', ...message },
      ]);
      const block = '````json\n{\n  "city": "Rome ```",\n  "<img>": "\\u202e"\n}\n````';
      assert.equal(text.split(block).length, 3, text);
      assert.equal(text.split(label).length, 3, text);
    });
  }
});

describe('A text made inert', () => {
  const texts: readonly (readonly [string, string])[] = [
    [
      'Plain *text*, `code` and [a link](https://example.com)',
      'Plain *text*, `code` and [a link](https://example.com)',
    ],
    ['![a map](https://evil.example/i.png)', '[a map](https://evil.example/i.png)'],
    ['![](https://evil.example/i.png)', '[image](https://evil.example/i.png)'],
    ['![a][ref]\n\n[ref]: https://evil.example/i.png', '[a][ref]\n\n[ref]: https://evil.example/i.png'],
    ['`![a](b)` and\n\n```\n![a](b)\n<img src=x>\n```', '`![a](b)` and\n\n```\n![a](b)\n<img src=x>\n```'],
    ['<img src="https://evil.example/i.png">', '\\<img src="https://evil.example/i.png">'],
    ['a<br>b <https://example.com>', 'a<br>b <https://example.com>'],
    ['\\![a](https://example.com)', '\\![a](https://example.com)'],
    ['\ufeff# 标题', '# 标题'],
  ];
  for (const [before, after] of texts) {
    it(JSON.stringify(before), () => assert.equal(inertMarkdown(before, 'image'), after));
  }
});
