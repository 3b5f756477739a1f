import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import type { CheckSpec } from '../../../src/chatflowTests/testFile/checkSpec';
import { runCheck } from '../../../src/chatflowTests/checks/runChecks';
import type { Seen } from '../../../src/chatflowTests/checks/seen';
import { checksEn, partsEn } from '../../../src/chatflowTests/words/checks.en';
import { checksZhCn, partsZhCn } from '../../../src/chatflowTests/words/checks.zhCn';
import { runEn } from '../../../src/chatflowTests/words/run.en';
import { runZhCn } from '../../../src/chatflowTests/words/run.zhCn';
import { checkText } from '../../../src/chatflowTests/words/words';
import { errorInfo } from '../../../src/shared/errorInfo';

const answered: Seen = {
  outcome: 'completed',
  text: '订单号：123456\r\nYour room is booked for 2 nights.  \n',
  answers: ['订单号：123456', 'Your room is booked for 2 nights.'],
  followUps: ['Cancel it', 'Book another'],
  tools: ['get_weather', 'book'],
  tokens: 120,
  durationMs: 2_400,
  firstTokenMs: 350,
};
const asked: Seen = {
  ...answered,
  outcome: 'waiting',
  text: 'Which bed?',
  question: { text: 'Which bed?', options: ['Twin', 'Double'] },
  questionBefore: { text: 'How many nights?' },
};
/** Options in decomposed letters, and with a blank behind. */
const cafe: Seen = { ...asked, question: { text: 'What?', options: ['Cafe\u0301', 'Tea '] } };
const form: Seen = {
  ...asked,
  question: { text: 'Where to?', fields: ['city', 'days'] },
  questionBefore: asked.question!,
};
const again: Seen = {
  ...asked,
  questionBefore: { text: 'Please choose a bed.', options: ['Twin', 'Double'] },
};
const failed: Seen = {
  ...answered,
  outcome: 'failed',
  error: errorInfo('workflowFailed', {
    code: '720701013',
    serviceMessage: 'node “Code” raised an exception',
  }),
};
const json: Seen = {
  ...answered,
  text: 'Here it is:\n```json\n{"order": {"id": 9007199254740993, "nights": 2, "tags": ["a", "b"], "name": "张三"}}\n```\n',
};
const silent: Seen = {
  outcome: 'cut_off',
  text: '',
  answers: [],
  followUps: [],
  tools: [],
  tokens: 0,
  durationMs: 5,
  error: errorInfo('streamEnded'),
};

/** What was seen, a check that passes, and checks that fail. */
const rows: readonly (readonly [Seen, object, ...object[]])[] = [
  [answered, { outcome: 'completed' }, { outcome: 'waiting' }],
  [asked, { outcome: 'waiting' }, { outcome: 'completed' }],
  [failed, { outcome: 'failed' }, { outcome: 'completed' }],
  [answered, { noError: true }, { noError: false }],
  [failed, { noError: false }, { noError: true }],
  [silent, { noError: false }, { noError: true }],
  [
    failed,
    { error: { code: 720701013 } },
    { error: { code: '4000' } },
    { error: { message: { contains: 'timeout' } } },
  ],
  [answered, { noError: true }, { error: {} }],
  [
    answered,
    { text: { equals: '订单号：123456\nYour room is booked for 2 nights.' } },
    { text: { equals: 'Booked' } },
  ],
  [
    answered,
    { text: { contains: ['123456', 'booked'] } },
    { text: { contains: 'Booked' } },
    { text: { contains: ['booked', 'three'] } },
  ],
  [answered, { text: { contains: 'BOOKED', ignoreCase: true } }, { text: { contains: 'BOOKED' } }],
  [answered, { text: { contains: '订单号:1', fold: 'width' } }, { text: { contains: '订单号:1' } }],
  [
    answered,
    { text: { equals: answered.text, exact: true } },
    { text: { equals: '订单号：123456\nYour room is booked for 2 nights.', exact: true } },
  ],
  [answered, { text: { containsAny: ['x', 'room'] } }, { text: { containsAny: ['x', 'y'] } }],
  [answered, { text: { notContains: '无法' } }, { text: { notContains: ['x', 'room'] } }],
  [answered, { text: { startsWith: '订单' } }, { text: { startsWith: 'Your' } }],
  [answered, { text: { endsWith: 'nights.' } }, { text: { endsWith: 'days.' } }],
  [
    answered,
    { text: { matches: '订单号[:：]\\s*\\d{6}' } },
    { text: { matches: '^\\d+$' } },
    { text: { matches: '(' } },
  ],
  // What a variable without a value leaves.
  [
    answered,
    { text: { contains: ' ', exact: true } },
    { text: { contains: '' } },
    { text: { containsAny: ['', 'x'] } },
    { text: { notContains: ' ' } },
    { text: { matches: '' } },
  ],
  [json, { json: { path: '$.order.tags', contains: 'a' } }, { json: { path: '$.order.name', contains: '' } }],
  [answered, { text: { notMatches: 'error' } }, { text: { notMatches: 'room|bed' } }],
  [
    answered,
    { text: { length: { below: 60 } } },
    { text: { length: { above: 100 } } },
    { text: { length: { equals: 3 } } },
  ],
  [
    { ...answered, text: 'e\u0301' },
    { text: { equals: '\u00e9', length: { equals: 1 } } },
    { text: { equals: 'e' } },
  ],
  [{ ...answered, text: '🙂🙂' }, { text: { length: { equals: 2 } } }, { text: { length: { below: 2 } } }],
  [
    answered,
    { answers: [{ index: 2, text: { contains: 'room' } }] },
    { answers: [{ index: 3, text: { contains: 'x' } }] },
    { answers: [{ index: 1, text: { contains: 'room' } }] },
  ],
  [asked, { asks: { contains: 'bed' } }, { asks: { contains: 'nights' } }],
  [asked, { options: { includes: 'Twin' } }, { options: { includes: ['Twin', 'King'] } }],
  [asked, { options: { equals: ['Twin', 'Double'] } }, { options: { equals: ['Double', 'Twin'] } }],
  [cafe, { options: { includes: 'Caf\u00e9' } }, { options: { includes: 'Cafe' } }],
  [cafe, { options: { equals: ['Caf\u00e9', 'Tea'] } }],
  [asked, { options: { count: { equals: 2 } } }, { options: { count: { above: 2 } } }],
  [
    answered,
    { noError: true },
    { asks: { contains: 'x' } },
    { options: { includes: 'x' } },
    { fields: { includes: 'x' } },
  ],
  [form, { fields: { includes: ['city', 'days'], count: { below: 3 } } }, { fields: { includes: 'name' } }],
  [again, { repeatsQuestion: true }, { repeatsQuestion: false }],
  [asked, { repeatsQuestion: false }, { repeatsQuestion: true }],
  [answered, { repeatsQuestion: false }, { repeatsQuestion: true }],
  [
    json,
    { json: { path: '$.order.nights', equals: 2 } },
    { json: { path: '$.order.nights', equals: 3 } },
    { json: { path: '$.order.price', equals: 3 } },
  ],
  [
    json,
    { json: { path: '$.order.id', equals: '9007199254740993' } },
    { json: { path: '$.order.id', equals: '1' } },
  ],
  [
    json,
    { json: { path: '$.order.tags', contains: 'a', count: { equals: 2 } } },
    { json: { path: '$.order.tags', contains: 'c' } },
    { json: { path: '$.order.tags', count: { above: 2 } } },
  ],
  [
    json,
    { json: { path: '$.order.name', contains: '张', matches: '^.三$' } },
    { json: { path: '$.order.name', contains: '李' } },
    { json: { path: '$.order.name', matches: '^\\d' } },
  ],
  [
    json,
    { json: { path: '$.order.price', exists: false } },
    { json: { path: '$.order.price', exists: true } },
    { json: { path: '$.order.name', exists: false } },
  ],
  [json, { json: { path: '$..nights', count: { equals: 1 } } }, { json: { path: '$[', exists: true } }],
  [answered, { noError: true }, { json: { path: '$.a', exists: true } }, { schema: { type: 'object' } }],
  [
    json,
    { schema: { type: 'object', required: ['order'] } },
    { schema: { properties: { order: { properties: { nights: { type: 'string' } } } } } },
    { schema: { $ref: '#/nowhere' } },
  ],
  // An ID that a number would round is an integer all the same.
  [
    json,
    { schema: { properties: { order: { properties: { id: { type: 'integer' } } } } } },
    { schema: { properties: { order: { properties: { id: { type: 'string' } } } } } },
  ],
  [
    answered,
    { similar: { to: '订单号 123456 your room is booked for two nights', atLeast: 0.6 } },
    { similar: { to: '您的房间已经订好了', atLeast: 0.6 } },
  ],
  [
    { ...answered, text: '已为您预订大床房，共两晚' },
    { similar: { to: '已为您预订大床房两晚', atLeast: 0.7 } },
    { similar: { to: '无法预订', atLeast: 0.5 } },
  ],
  [
    answered,
    { similar: { to: 'Your room', atLeast: 0.1, by: 'levenshtein' } },
    { similar: { to: 'x', atLeast: 0.9, by: 'levenshtein' } },
  ],
  [
    answered,
    { firstToken: { below: '1s' } },
    { firstToken: { below: '300ms' } },
    { firstToken: { above: '1s' } },
  ],
  [answered, { duration: { below: '3s', above: '500ms' } }, { duration: { below: '2s' } }],
  [silent, { noError: false }, { firstToken: { below: '1s' } }],
  [answered, { tokens: { below: 200 } }, { tokens: { below: 100 } }, { tokens: { above: 200 } }],
  [
    answered,
    { followUps: { includes: 'Cancel it', count: { equals: 2 } } },
    { followUps: { includes: 'Help' } },
    { followUps: { count: { equals: 0 } } },
  ],
  [answered, { tools: { includes: ['book'] } }, { tools: { includes: 'search' } }],
  [
    { ...answered, text: `${'a'.repeat(40)}b` },
    { text: { matches: '^a+b$' } },
    { text: { matches: '^(a+)+$' } },
  ],
  [
    { ...answered, text: `${'['.repeat(200)}${']'.repeat(200)}` },
    { json: { path: '$[0][0]', count: { equals: 1 } } },
  ],
  [
    { ...answered, text: `${'['.repeat(201)}${']'.repeat(201)}` },
    { text: { startsWith: '[[' } },
    { json: { path: '$', exists: true } },
    { schema: { type: 'array' } },
  ],
  [
    { ...answered, text: '订单号：（1．5）' },
    { text: { matches: '^订单号：（1．5）$', fold: 'width' } },
    { text: { notMatches: '订单号：（[０-９]', fold: 'width' } },
    { text: { matches: '1．．5', fold: 'width' } },
  ],
  [
    { ...answered, text: '订单号:(1.5) a' },
    { text: { matches: '号：（１．[０-９]）\u3000a$', fold: 'width' } },
    { text: { matches: '订单号：' } },
  ],
  [
    { ...answered, text: 'Cafe\u0301' },
    { text: { matches: '^Cafe\u0301$' } },
    { text: { notMatches: 'Cafe\u0301' } },
    { text: { matches: '^Cafe\u0301$', exact: true, notMatches: 'e\u0301' } },
  ],
  [
    { ...answered, text: '{"names": ["Cafe\u0301"], "name": "Cafe\u0301 Bar"}' },
    { json: { path: '$.names', contains: 'Caf\u00e9', equals: ['Caf\u00e9'] } },
    { json: { path: '$.name', contains: 'Cafe' } },
  ],
  [
    { ...answered, text: '{"name": "Caf\u00e9 Bar"}' },
    { json: { path: '$.name', contains: 'Cafe\u0301', matches: '^Cafe\u0301' } },
    { json: { path: '$.name', matches: '^Cafe$' } },
  ],
  [
    { ...answered, text: 'A ```x``` and:\n```json\n{"n": 1}\n```\n' },
    { json: { path: '$.n', equals: 1 } },
    { json: { path: '$.n', equals: 2 } },
  ],
  [
    { ...answered, text: '示例：```json\n{"n": 1}\n```\n另一例：```json\n{"n": 2}\n```' },
    { json: { path: '$.n', equals: 1 } },
    { json: { path: '$.n', equals: 2 } },
  ],
  [
    { ...answered, text: '~~~json\n{"n": "```"}\n~~~' },
    { json: { path: '$.n', equals: '```' } },
    { json: { path: '$.n', equals: 2 } },
  ],
  [{ ...answered, text: 'null' }, { json: { path: '$', exists: true } }, { json: { path: '$', equals: 1 } }],
  [
    answered,
    { tokens: { above: '100', below: ' 121 ' } },
    { tokens: { above: '' } },
    { text: { length: { above: '  ' } } },
    { followUps: { count: { above: '' } } },
  ],
  [
    { ...answered, text: '$outcome.waiting $nope.nope' },
    { text: { contains: '$nope.nope' } },
    { text: { contains: 'x' } },
  ],
  [
    { ...answered, text: `${'很长的回答。'.repeat(60)}完` },
    { text: { equals: `${'很长的回答。'.repeat(60)}完` } },
    { text: { equals: `${'很长的回答。'.repeat(60)}结束` } },
    { text: { equals: '很长的回答。'.repeat(60) } },
  ],
  [
    { ...answered, text: 'zero\u200bwidth' },
    { text: { equals: 'zero\u200bwidth' } },
    { text: { equals: 'zerowidth' } },
  ],
  [
    { ...answered, text: 'one\u202Etwo\u0007\nthree' },
    { text: { contains: 'three' } },
    { text: { contains: 'four' } },
  ],
];

const fixture = `${__dirname}/../../fixtures/chatflowTests/checks.golden.json`;

describe('A check', () => {
  const messages: { check: unknown; en: string; zh: string }[] = [];
  const keys = new Set<string>(['saveMissing']);

  for (const [seen, passing, ...failing] of rows) {
    it(`passes: ${JSON.stringify(passing)}`, () => {
      assert.equal(runCheck(specOf(passing), seen), undefined);
    });
    for (const check of failing) {
      it(`fails with a message in both languages: ${JSON.stringify(check)}`, () => {
        const failure = runCheck(specOf(check), seen);
        assert.ok(failure);
        keys.add(failure.key);
        messages.push({ check, en: checkText(failure, 'en'), zh: checkText(failure, 'zh') });
      });
    }
  }

  it('has the messages that were accepted; accept new ones with ACCEPT_FIXTURES=1', () => {
    if (process.env['ACCEPT_FIXTURES'] === '1')
      writeFileSync(fixture, `${JSON.stringify(messages, undefined, 2)}\n`);
    assert.deepEqual(messages, JSON.parse(readFileSync(fixture, 'utf8')));
    for (const { en, zh } of messages) {
      assert.doesNotMatch(
        en + zh,
        /[{}]\w+\}|undefined|\p{Cf}|\$(?:outcome|subject|range|names|reason)\.(?!waiting \$nope)/u,
      );
      assert.match(zh, /[\u4e00-\u9fff]/);
    }
  });

  it('has a row for each message', () => {
    const texts = new Set<string>(Object.keys(checksEn));
    // The words choose it where the texts of `textEquals` look the same.
    texts.delete('textEqualsHidden');
    assert.deepEqual([...keys].sort(), [...texts].sort());
  });

  it('names the host and the times of an error', () => {
    const messages = [
      errorInfo('badParameters', { params: { host: 'api.coze.cn' }, code: '4000' }),
      errorInfo('idleTimeout', { params: { host: 'api.coze.cn', seconds: '30' } }),
      errorInfo('connectionRefused'),
    ].map((error) => {
      const failure = runCheck(specOf({ outcome: 'completed' }), { ...failed, error });
      return failure && checkText(failure, 'en').trim();
    });
    assert.deepEqual(messages, [
      'The run ended as “failed” instead of “completed”: api.coze.cn rejected the request. 4000',
      'The run ended as “failed” instead of “completed”: api.coze.cn sent nothing for 30 seconds.',
      'The run ended as “failed” instead of “completed”: the service refused the connection.',
    ]);
  });

  it('has words with the same values in both languages', () => {
    for (const [english, chinese] of [
      [checksEn, checksZhCn],
      [partsEn, partsZhCn],
      [runEn, runZhCn],
    ] as const) {
      for (const [key, text] of Object.entries(english)) {
        const other = (chinese as Readonly<Record<string, string>>)[key] ?? '';
        assert.deepEqual(placeholders(other), placeholders(text), key);
      }
    }
  });

  it('that would take years is ended after a second, and the next one works', () => {
    const seen = { ...answered, text: `${'a'.repeat(60)}!` };
    assert.equal(runCheck(specOf({ text: { matches: '^(a|aa)+$' } }), seen)?.key, 'tooSlow');
    assert.equal(runCheck(specOf({ text: { matches: '^a+!$' } }), seen), undefined);
  });
});

function specOf(check: object): CheckSpec {
  const [[name, value] = ['', undefined]] = Object.entries(check) as [string, unknown][];
  return { name, value, line: 1, column: 1 } as CheckSpec;
}

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
}
