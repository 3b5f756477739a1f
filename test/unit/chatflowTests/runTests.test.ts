import assert from 'node:assert/strict';
import { casesOf } from '../../../src/chatflowTests/plan/plan';
import type { CaseResult } from '../../../src/chatflowTests/run/results';
import { runTests, type RunDeps } from '../../../src/chatflowTests/run/runTests';
import { readTestFile } from '../../../src/chatflowTests/testFile/readTestFile';
import { clientOf } from '../../../src/cli/setup/clients';
import { chatflowTarget } from '../../../src/runs/chatflowTarget';
import { createSimulator } from '../../../src/simulator/service/simulator';
import type { Workflow } from '../../../src/shared/workflow';
import { mountHttp, type HttpMount } from '../../support/httpMount';

const token = 'pat_canary0123456789canary0123456789';

describe('The run of chatflow tests', () => {
  let mount: HttpMount;
  /** Replies that the service gives before its own, in order. */
  let refusals: Response[];
  let open = 0;
  let mostOpen = 0;

  beforeEach(async () => {
    refusals = [];
    open = mostOpen = 0;
    const service = createSimulator({ now: Date.now, pace: 'instant', tokens: [token] });
    mount = await mountHttp(async (request) => {
      mostOpen = Math.max(mostOpen, ++open);
      const response = refusals.shift() ?? (await service(request));
      const text = await response.text();
      open--;
      return new Response(text, { status: response.status, headers: response.headers });
    });
  });

  afterEach(() => mount.close());

  async function run(tests: string, deps: Partial<RunDeps> = {}, head = ''): Promise<readonly CaseResult[]> {
    return (await runFile(tests, deps, head)).results;
  }

  async function runFile(tests: string, deps: Partial<RunDeps> = {}, head = '') {
    const text = `version: 1\ntarget: { workflowId: '1' }\n${head}\ntests:\n${tests}`;
    const read = await readTestFile('a.coze-test.yaml', Buffer.from(text), () => Promise.reject(new Error()));
    assert.ok('file' in read, JSON.stringify(read));
    const client = clientOf({ authorize: () => Promise.resolve(token), rejected: () => undefined });
    const workflow: Workflow = {
      key: 'k',
      name: 'w',
      workflowId: '1',
      baseUrl: mount.baseUrl,
      source: 'user',
    };
    return runTests(casesOf([read.file]), {
      targetOf: () => chatflowTarget(client, workflow),
      ...{
        language: 'en',
        concurrency: 2,
        requestsPerSecond: Infinity,
        limits: {},
        env: {},
        secrets: [token],
      },
      ...{ signal: new AbortController().signal, isReplay: false },
      ...deps,
    });
  }

  const verdicts = (results: readonly CaseResult[]): readonly string[] =>
    results.map(({ verdict }) => verdict);
  const sent = (): readonly string[] =>
    mount.requests.map(({ body }) => {
      const { additional_messages } = JSON.parse(body) as { additional_messages: { content: string }[] };
      return additional_messages.at(-1)?.content ?? '';
    });

  it('sends the turns of a test in order, in one conversation, and each test in a fresh one', async () => {
    const [first, second] = await run(
      `  - name: a\n    turns: [{ user: my name is Ada }, { user: what is my name?, expect: [{ text: { contains: Ada } }] }]\n` +
        `  - name: b\n    turns: [{ user: what is my name?, expect: [{ text: { notContains: Ada } }] }]\n`,
    );
    assert.deepEqual([first?.verdict, second?.verdict], ['passed', 'passed']);
    assert.equal(new Set(first?.turns.map(({ ids }) => ids.conversation)).size, 1);
    assert.notEqual(first?.turns[0]?.ids.conversation, second?.turns[0]?.ids.conversation);
  });

  it('continues the conversation of the test before with “keep”', async () => {
    const results = await run(
      `  - name: a\n    turns: [{ user: card }]\n` +
        `  - name: b\n    conversation: keep\n    turns: [{ choose: Red, expect: [{ text: { contains: Red } }] }]\n`,
    );
    assert.deepEqual(verdicts(results), ['passed', 'passed']);
  });

  it('sends a field of a form without a value empty', async () => {
    const [result] = await run(`  - name: a\n    turns: [{ user: form }, { form: { city: , days: 2 } }]\n`);
    assert.equal(result?.verdict, 'passed', JSON.stringify(result));
    assert.equal(sent()[1], 'city:\ndays:2\nremarks:');
  });

  it('fills in a field whose name has blanks behind it, under the name of the service', async () => {
    const [result] = await run(`  - name: a\n    turns: [{ user: form }, { form: { 'city ': Oslo } }]\n`);
    assert.equal(result?.verdict, 'passed', JSON.stringify(result));
    assert.equal(sent()[1], 'city:Oslo\ndays:\nremarks:');
  });

  it('chooses an option whose name has blanks behind it, and sends the name of the service', async () => {
    const [result] = await run(
      `  - name: a\n    turns: [{ user: card, expect: [{ options: { includes: Red } }] }, { choose: 'Red ' }]\n`,
    );
    assert.equal(result?.verdict, 'passed', JSON.stringify(result));
    assert.equal(sent()[1], 'Red');
  });

  const misuses = [
    ['answer in the first turn', '{ answer: x }', /does not wait for an answer\. It is the first turn/],
    [
      'answer after a completed run',
      '{ user: hello }, { answer: x }',
      /does not wait .* completed with: “Hello!/,
    ],
    ['new message while it waits', '{ user: card }, { user: hello }', /waits for an answer to “Which colour/],
    [
      'unknown option',
      '{ user: card }, { choose: Pink }',
      /no option “Pink”\. Its options are: “Red”, “Green”/,
    ],
    [
      'option of a question in text',
      '{ user: ask me }, { choose: Pink }',
      /has no options: “What would you like/,
    ],
    ['form of a question in text', '{ user: ask me }, { form: { a: 1 } }', /has no fields/],
    [
      'unknown field',
      '{ user: form }, { form: { town: x } }',
      /no field “town”\. Its fields are: “city”, “days”/,
    ],
  ] as const;
  for (const [title, turns, message] of misuses) {
    it(`is an error that says what was seen: ${title}`, async () => {
      const before = turns.split('}, {').length - 1;
      const [result] = await run(`  - name: a\n    turns: [${turns}]\n`);
      assert.equal(result?.verdict, 'error');
      assert.match(result.message ?? '', message);
      assert.equal(mount.requests.length, before, 'the wrong turn is not sent');
    });
  }

  it('ends a test at its first failed turn, unless the turn has `continue`', async () => {
    const results = await run(
      `  - name: a\n    turns: [{ user: one, expect: [{ text: { equals: x } }] }, { user: two }]\n` +
        `  - name: b\n    turns: [{ user: one, continue: true, expect: [{ text: { equals: x } }] }, { user: two }]\n`,
    );
    assert.deepEqual(verdicts(results), ['failed', 'failed']);
    assert.deepEqual(
      results.map(({ turns }) => turns.length),
      [1, 2],
    );
  });

  it('takes the failure of a node as a failure, and the problems of the service as errors', async () => {
    const results = await run(
      ['fail', 'cut', 'error 4100', 'error 4028', 'error 5000', 'error 1234567', 'gateway']
        .map((text) => `  - name: ${text}\n    turns: [{ user: ${text} }]\n`)
        .join(''),
    );
    assert.deepEqual(verdicts(results), ['failed', 'error', 'error', 'error', 'error', 'error', 'error']);
  });

  it('passes if the error is the expected one', async () => {
    const results = await run(
      `  - name: a\n    turns: [{ user: fail, expect: [{ error: { code: 720701013 } }] }]\n` +
        `  - name: b\n    turns: [{ user: error 4028, expect: [{ outcome: failed }] }]\n` +
        `  - name: c\n    turns: [{ user: error 4028, expect: [{ error: { code: 1 } }] }]\n`,
    );
    assert.deepEqual(verdicts(results), ['passed', 'passed', 'error']);
  });

  it('says flaky if a test passes often enough, but not always', async () => {
    const test = (pass: number) =>
      `  - name: a\n    repeat: 3\n    pass: ${String(pass)}\n    turns: [{ user: hello }]\n`;
    const busy = () => Response.json({ code: 4028, msg: 'no credits' });
    refusals = [busy()];
    assert.deepEqual(verdicts(await run(test(2))), ['flaky']);
    refusals = [busy(), busy()];
    const [result] = await run(test(2));
    assert.equal(result?.verdict, 'error');
    assert.match(result.message ?? '', /^1 of 3 runs passed; needed: 2\./);
    assert.equal(result.attempts.length, 3);
  });

  it('sends a request again only if it was surely not processed', async () => {
    refusals = [new Response('', { status: 503 })];
    const [again] = await run(`  - name: a\n    turns: [{ user: hello }]\n`);
    assert.equal(again?.verdict, 'passed');
    assert.equal(again.calls, 2);
    refusals = [new Response('', { status: 500 })];
    const [once] = await run(`  - name: a\n    turns: [{ user: hello }]\n`);
    assert.equal(once?.verdict, 'error');
    assert.equal(once.calls, 1);
  });

  it('never repeats an answer to a question', async () => {
    const before = mount.requests.length;
    const keep = `  - name: b\n    turns: [{ user: card }, { choose: Red }]\n`;
    const running = run(keep);
    while (mount.requests.length < before + 1) await new Promise((resolve) => setImmediate(resolve));
    refusals = [new Response('', { status: 503 })];
    const [refused] = await running;
    assert.equal(refused?.verdict, 'error');
    assert.equal(mount.requests.length, before + 2);
  });

  it('stops when the budget of tokens is spent, and skips what is left', async () => {
    const tests = ['a', 'b', 'c'].map((name) => `  - name: ${name}\n    turns: [{ user: hello }]\n`).join('');
    const { results, isBudgetSpent } = await runFile(tests, { concurrency: 1, limits: { tokens: 1 } });
    assert.deepEqual(verdicts(results), ['passed', 'skipped', 'skipped']);
    assert.match(results[1]?.message ?? '', /budget of 1 tokens/);
    assert.ok(isBudgetSpent);
    assert.equal(mount.requests.length, 1);
  });

  it('begins no further test after so many failures', async () => {
    const tests = ['a', 'b', 'c'].map((name) => `  - name: ${name}\n    turns: [{ answer: x }]\n`).join('');
    assert.deepEqual(verdicts(await run(tests, { concurrency: 1, bail: 2 })), ['error', 'error', 'skipped']);
  });

  it('runs as many tests at a time as allowed', async () => {
    const tests = Array.from(
      { length: 12 },
      (_, index) => `  - name: t${String(index)}\n    turns: [{ user: long 20 }]\n`,
    );
    await run(tests.join(''), { concurrency: 3 });
    assert.ok(mostOpen <= 3);
    assert.equal(mount.requests.length, 12);
  });

  it('begins no more requests in a second than the limit, after a burst', async () => {
    const tests = Array.from(
      { length: 6 },
      (_, index) => `  - name: t${String(index)}\n    turns: [{ user: hi }]\n`,
    );
    const startedAt = performance.now();
    await run(tests.join(''), { concurrency: 6, requestsPerSecond: 4 });
    assert.ok(
      performance.now() - startedAt >= 480,
      'the fifth and the sixth wait a quarter of a second each',
    );
  });

  it('ends a turn after its time limit, with an error, and closes the connection', async () => {
    const [result] = await run(`  - name: a\n    timeout: 300ms\n    turns: [{ user: stall }]\n`, {
      targetOf: () => {
        const describe = () => ({
          key: 'k',
          name: 'w',
          workflowId: '1',
          origin: 'o',
          baseUrl: mount.baseUrl,
        });
        const never = async function* (_input: unknown, signal: AbortSignal) {
          yield { type: 'debug', debugUrl: 'https://www.coze.cn/x' } as const;
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
        };
        return { describe, run: never, resume: never };
      },
    });
    assert.equal(result?.verdict, 'error');
    assert.match(result.message ?? '', /did not end within 0\.3s/);
  });

  it('uses variables of the file, of a row and of earlier turns', async () => {
    const results = await run(
      `  - name: a\n    data: [{ who: Ada }, { who: Grace }]\n    parameters: { n: '\${count}', t: '\${count}!' }\n    turns:\n` +
        `      - user: my name is \${who}\n        save: { name: { regex: '\\*\\*(\\w+)\\*\\*' } }\n` +
        `      - user: '$\${who} \${name} what is my name?'\n        expect: [{ text: { contains: '\${name}' } }]\n`,
      { concurrency: 1 },
      'variables: { count: 3 }',
    );
    assert.deepEqual(verdicts(results), ['passed', 'passed']);
    assert.deepEqual(
      results.map(({ row }) => row),
      [1, 2],
    );
    assert.deepEqual(sent(), [
      'my name is Ada',
      '${who} Ada what is my name?',
      'my name is Grace',
      '${who} Grace what is my name?',
    ]);
    const { parameters } = JSON.parse(mount.requests[0]?.body ?? '') as { parameters: unknown };
    assert.deepEqual(parameters, { n: 3, t: '3!' });
  });

  it('sends nothing for null in a row: an empty text, an empty field, and null as an input', async () => {
    const [result] = await run(
      `  - name: a\n    data: [{ city: null }]\n    parameters: { n: '\${city}', t: '<\${city}>' }\n` +
        `    turns: [{ user: 'form\${city}' }, { form: { city: '\${city}', days: '\${city}' } }]\n`,
    );
    assert.equal(result?.verdict, 'passed', JSON.stringify(result));
    assert.deepEqual(sent(), ['form', 'city:\ndays:\nremarks:']);
    const { parameters } = JSON.parse(mount.requests[0]?.body ?? '') as { parameters: unknown };
    assert.deepEqual(parameters, { n: null, t: '<>' });
  });

  it('fails if a value to save is not in the answer', async () => {
    const [result] = await run(
      `  - name: a\n    turns: [{ user: hello, save: { id: { json: $.id } } }, { user: '\${id}' }]\n`,
    );
    assert.equal(result?.verdict, 'failed');
    assert.match(result.message ?? '', /value of “id” was not found/);
  });

  it('says where a failed check begins in its line', async () => {
    const [result] = await run(
      `  - name: a\n    turns: [{ user: hello, expect: [{ text: { contains: Hello } }, { text: { contains: Bye } }] }]\n`,
    );
    const columns = result?.turns[0]?.checks.map(({ column }) => column);
    assert.deepEqual(columns, [undefined, 68]);
  });

  it('stays a failure if a later turn uses the value that was not found', async () => {
    const [result] = await run(
      `  - name: a\n    turns:\n      - { user: hello, continue: true, save: { id: { json: $.id } } }\n` +
        `      - { user: '\${id}' }\n`,
    );
    assert.equal(result?.verdict, 'failed');
    assert.match(result.message ?? '', /“id” was not found/);
    assert.equal(result.turns.length, 1);
  });

  it('sends nothing in a turn that cannot save because a variable has no value', async () => {
    const [result] = await run(
      `  - name: a\n    turns:\n      - { user: one, continue: true, save: { id: { json: $.id } } }\n` +
        `      - { user: two, save: { other: { regex: '\${id}' } } }\n`,
    );
    assert.equal(result?.verdict, 'failed');
    assert.deepEqual(sent(), ['one']);
    assert.equal(result.calls, 1);
  });

  it('masks the values of secret variables in every text of a result', async () => {
    const [result] = await run(
      `  - name: a\n    turns: [{ user: 'my name is \${who}', expect: [{ text: { equals: '\${who}' } }] }]\n`,
      { env: { WHO: 'Xanthippe' } },
      'variables: { who: { env: WHO, secret: true } }',
    );
    assert.equal(result?.verdict, 'failed');
    assert.ok(!JSON.stringify(result).includes('Xanthippe'));
    assert.deepEqual(sent(), ['my name is Xanthippe']);
  });

  for (const [title, secret] of [
    ['is at the end of a shortened message', 'Xanthippe'.repeat(30)],
    ['has line breaks and blanks that a message joins', 'Xan  thippe\nXan\tthippe'],
    ['contains a shorter one', 'shortXanthippe'],
  ] as const) {
    it(`masks a secret in the messages if it ${title}`, async () => {
      const results = await run(
        [
          `  - name: check\n    turns: [{ user: hello, expect: [{ text: { equals: 'x \${who}' } }, { options: { includes: '\${who}' } }] }]\n`,
          `  - name: misuse\n    turns: [{ user: card }, { choose: '\${who}' }]\n`,
          `  - name: save\n    turns: [{ user: 'my name is \${who}', save: { a: { regex: none } } }]\n`,
        ].join(''),
        { env: { SHORT: 'short', WHO: secret } },
        'variables: { short: { env: SHORT, secret: true }, who: { env: WHO, secret: true } }',
      );
      assert.deepEqual(verdicts(results), ['failed', 'error', 'failed']);
      const messages = results.map(({ message, turns }) =>
        JSON.stringify([message, turns.map(({ checks }) => checks.map((one) => one.message))]),
      );
      for (const message of messages) assert.doesNotMatch(message, /thippe/);
    });
  }

  for (const [title, env, message] of [
    ['is not set', {}, /WHO is not set/],
    ['is too short to be masked', { WHO: 'abc' }, /fewer than 4 characters/],
  ] as const) {
    it(`skips the tests of a file whose secret ${title}`, async () => {
      const [result] = await run(
        `  - name: a\n    turns: [{ user: '\${who}' }]\n`,
        { env },
        'variables: { who: { env: WHO, secret: true } }',
      );
      assert.equal(result?.verdict, 'skipped');
      assert.match(result.message ?? '', message);
      assert.equal(mount.requests.length, 0);
    });
  }

  it('runs each test against each version', async () => {
    const text = `  - name: a\n    target: { workflowId: '1', versions: [published, v0.0.5] }\n    turns: [{ user: hello }]\n`;
    assert.deepEqual(
      (await run(text)).map(({ target }) => target),
      ['1@published', '1@v0.0.5'],
    );
  });
});
