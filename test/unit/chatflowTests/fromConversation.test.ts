import assert from 'node:assert/strict';
import {
  checkLine,
  proposedTest,
  testFileText,
} from '../../../src/chatflowTests/fromConversation/proposedTest';
import {
  proposedChecks,
  type ProposedCheck,
} from '../../../src/chatflowTests/fromConversation/proposedChecks';
import { readTestFile } from '../../../src/chatflowTests/testFile/readTestFile';
import { demoClientOf } from '../../../src/cli/setup/clients';
import { demoWorkflow } from '../../../src/client/demo';
import { chatflowTarget } from '../../../src/runs/chatflowTarget';
import { runOnce } from '../../../src/runs/runOnce';
import type { Conversation, Run, Turn } from '../../../src/shared/conversation/conversation';
import type { UserMessage } from '../../../src/shared/conversation/userMessage';

const token = 'pat_0123456789abcdef';

describe('A test that is created from a conversation', () => {
  const target = chatflowTarget(demoClientOf('en'), demoWorkflow('demo'));

  /** A conversation with these messages; the first of a list begins the turn, the others answer its questions. */
  async function talk(
    ...turns: readonly (string | UserMessage | readonly string[])[]
  ): Promise<Conversation> {
    let whole: Conversation | undefined;
    let serviceId: string | undefined;
    for (const turn of turns) {
      const [first, ...replies] = Array.isArray(turn)
        ? (turn as readonly string[])
        : [turn as string | UserMessage];
      let added: Turn | undefined;
      for (const text of [first, ...replies]) {
        const message =
          typeof text === 'string' ? { text, attachments: [] } : (text ?? { text: '', attachments: [] });
        const { conversation, run } = await runOnce(
          { message, earlierMessages: [], ...(serviceId !== undefined && { conversationId: serviceId }) },
          { target },
        );
        serviceId ??= conversation.cozeConversationId;
        whole ??= { ...conversation, turns: [] };
        added = added
          ? { ...added, runs: [...added.runs, { ...run, reply: message.text }] }
          : conversation.turns[0];
      }
      if (whole && added) whole = { ...whole, turns: [...whole.turns, added] };
    }
    assert.ok(whole);
    return whole;
  }

  const textOf = (
    conversation: Conversation,
    isChosen = ({ isUseful }: ProposedCheck) => isUseful,
  ): string => {
    const test = proposedTest(conversation);
    return testFileText(test, 'a', new Set(test.turns.flatMap(({ checks }) => checks.filter(isChosen))));
  };
  const problemsIn = async (text: string) => {
    const read = await readTestFile('a.coze-test.yaml', Buffer.from(text), () => Promise.reject(new Error()));
    return 'problems' in read ? read.problems : [];
  };
  const answerOf = async (text: string): Promise<Run> => {
    const { run } = await runOnce(
      { message: { text: 'hello', attachments: [] }, earlierMessages: [] },
      { target },
    );
    return { ...run, messages: run.messages.map((message) => ({ ...message, text })) };
  };

  it('repeats messages, choices and answers, with the checks that are useful', async () => {
    const text = textOf(await talk('hello', ['card', 'Red'], ['card', 'something else']));
    assert.match(
      text,
      /- user: hello\n +expect:\n +- outcome: completed\n +- similar:[^]*- user: card\n +expect:\n +- outcome: waiting\n +- options:\n +equals:\n +- Red\n[^]*- choose: Red\n[^]*- answer: something else\n/,
    );
    assert.deepEqual(await problemsIn(text), []);
  });

  it('fills in the form of an input node', async () => {
    const conversation = await talk(['form', 'x']);
    const [turn] = conversation.turns;
    const body = turn?.runs[0]?.messages.find(({ body: one }) => one.type === 'card')?.body;
    assert.ok(body?.type === 'card' && body.question?.type === 'inputs');
    const [first] = body.question.fields;
    const reply = `${first?.name ?? ''}: Ada`;
    const [asked, answered] = turn?.runs ?? [];
    assert.ok(turn && asked && answered);
    const text = textOf({ ...conversation, turns: [{ ...turn, runs: [asked, { ...answered, reply }] }] });
    assert.match(text, new RegExp(`- form:\\n +${first?.name ?? ''}: Ada\\n`));
    assert.match(text, /- fields:\n +includes:\n/);
    assert.deepEqual(await problemsIn(text), []);
  });

  it('has no variables and no tokens in its texts', async () => {
    const text = textOf(
      await talk({
        text: `what is \${city} with ${token}?`,
        attachments: [],
        parameters: { key: token, ['__proto__']: 1, list: ['${x}'] },
      }),
    );
    assert.ok(!text.includes(token));
    assert.match(text, /user: what is \$\$\{city\} with \$\{test_token\}\?/);
    assert.match(text, /variables:\n {2}test_token:\n {4}env: TEST_TOKEN\n {4}secret: true\n/);
    assert.match(text, /key: \$\{test_token\}\n[^]*- \$\$\{x\}/);
    assert.deepEqual(await problemsIn(text), []);
  });

  it('has no tokens in its name and in the URLs of its files', async () => {
    const message = {
      text: 'look',
      attachments: [{ kind: 'image' as const, url: `https://example.com/a.png?key=${token}` }],
    };
    const test = proposedTest(await talk(message));
    const text = testFileText(test, `use ${token} and ${token}`, new Set());
    assert.ok(!text.includes(token));
    assert.match(text, /name: use … and …\n/);
    assert.match(text, /- https:\/\/example\.com\/a\.png\?key=\$\{test_token\}\n/);
    assert.deepEqual(await problemsIn(text), []);
  });

  it('proposes no check that is a mistake for names and levels of JSON', async () => {
    const run = await answerOf('{"1": "a", "$id": "b", "_a": 2, "名": "c", "x-y": 3}');
    const ofMembers = proposedChecks(run).filter(({ name }) => name === 'json');
    assert.deepEqual(ofMembers.map(checkLine), ['json: { path: $._a, equals: 2 }']);
    const deep = proposedChecks(await answerOf(`{"a":${'['.repeat(1_000)}${']'.repeat(1_000)}}`));
    assert.ok(deep.length > 0 && deep.every(({ name }) => name !== 'json'));
  });

  it('names public files, and no uploaded ones', async () => {
    const text = textOf(
      await talk({
        text: 'look',
        attachments: [
          { kind: 'image', url: 'https://example.com/a.png' },
          { kind: 'file', fileId: '1', name: 'b.txt' },
        ],
      }).catch(() =>
        talk({ text: 'look', attachments: [{ kind: 'image', url: 'https://example.com/a.png' }] }),
      ),
    );
    assert.match(text, /files:\n +- https:\/\/example\.com\/a\.png\n/);
    assert.doesNotMatch(text, /b\.txt/);
  });

  const rows: readonly (readonly [string, string, readonly string[]])[] = [
    ['an answer', 'All is well.', ['outcome: completed', 'similar: { to: All is well., atLeast: 0.5 }']],
    [
      'IDs in an answer',
      'Your order 7490000000000000001 is booked.',
      ['outcome: completed', 'similar: { to: Your order … is booked., atLeast: 0.5 }'],
    ],
    [
      'JSON, without its IDs',
      '{"nights": 2, "city": "Hangzhou", "id": "7490000000000000001", "at": 1700000000000}',
      [
        'outcome: completed',
        'json: { path: $.nights, equals: 2 }',
        'json: { path: $.city, equals: Hangzhou }',
      ],
    ],
    ['an empty answer', ' \n', ['outcome: completed']],
  ];
  for (const [title, answer, expected] of rows) {
    it(`proposes checks of ${title}`, async () => {
      const checks = proposedChecks(await answerOf(answer));
      assert.deepEqual(
        checks.filter(({ isUseful }) => isUseful).map((check) => checkLine(check)),
        expected,
      );
    });
  }

  it('offers more checks, which are not marked', async () => {
    const others = proposedChecks(await answerOf('Line one\nline two')).filter(({ isUseful }) => !isUseful);
    assert.ok(others.map((check) => checkLine(check)).includes('text: { contains: Line one }'));
    assert.ok(others.some(({ name }) => name === 'tokens'));
  });

  it('has no mistakes with all proposed checks, and is complete without any', async () => {
    const conversation = await talk(['card', 'Red'], 'hello');
    assert.deepEqual(await problemsIn(textOf(conversation, () => true)), []);
    const bare = textOf(conversation, () => false);
    assert.doesNotMatch(bare, /expect/);
    assert.deepEqual(await problemsIn(bare), []);
  });
});
