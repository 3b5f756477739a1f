import assert from 'node:assert/strict';
import { answersIn } from '../../../src/simulator/words/language';
import { conversationId, instantService, names, said, say } from './calling';

const waitingRun = [
  'chat.created',
  'chat.in_progress',
  'message.delta',
  'message.completed',
  'chat.requires_action',
  'done',
];

interface CardInfo {
  readonly card_type: string;
  readonly question_card_data?: { readonly Title: string; readonly Options: readonly { name: string }[] };
  readonly input_card_data?: readonly { readonly name: string }[];
}

function cardIn(content: string | undefined): CardInfo {
  const card = JSON.parse(content ?? '') as { x_properties: { workflow_card_info: string } };
  return JSON.parse(card.x_properties.workflow_card_info) as CardInfo;
}

describe('A simulated workflow with questions', () => {
  it('sends every event of the cloud, and continues in a new chat of the same conversation', async () => {
    const service = instantService();
    const asked = await say(service, 'ask me');
    assert.deepEqual(names(asked), waitingRun);
    assert.deepEqual(said(asked), [answersIn('en').askText]);
    const verbose = said(asked, 'verbose').map((content) => JSON.parse(content) as Record<string, unknown>);
    assert.deepEqual(
      verbose.map((content) => content['msg_type']),
      ['interrupt', 'generate_answer_finish'],
    );
    assert.match(String(verbose[1]?.['data']), /"finish_reason":1/);
    assert.deepEqual(asked.at(-2)?.data['required_action'], {
      type: 'submit_tool_outputs',
      submit_tool_outputs: {
        tool_calls: [{ id: '', type: 'reply_message', function: null, require_info: null }],
      },
    });
    assert.match(
      String(asked.at(-1)?.data['debug_url']),
      /^https:\/\/www\.coze\.cn\/work_flow\?execute_id=\d{19}&/,
    );

    const resumed = await say(service, 'error 4028', { conversation_id: conversationId(asked) });
    assert.match(said(resumed)[0] ?? '', /\*\*error 4028\*\*/);
    assert.equal(conversationId(resumed), conversationId(asked));
    assert.notEqual(resumed[0]?.data['id'], asked[0]?.data['id']);
    assert.equal(names(resumed).at(-2), 'chat.completed');
  });

  it('asks twice in a row', async () => {
    const service = instantService();
    const first = await say(service, 'two questions');
    const more = { conversation_id: conversationId(first) };
    const second = await say(service, 'Oslo', more);
    assert.deepEqual(names(second), waitingRun);
    assert.match(said(second)[0] ?? '', /^Oslo/);
    assert.match(said(await say(service, '3', more))[0] ?? '', /\*\*Oslo\*\*, 3 days/);
  });

  it('repeats the question on a card for an invalid option, and accepts a valid one', async () => {
    const service = instantService();
    const asked = await say(service, '卡片');
    const { cardTitle, cardOptions } = answersIn('zh');
    assert.deepEqual(cardIn(said(asked)[0]).question_card_data, {
      Title: cardTitle,
      Options: cardOptions.map((name) => ({ name })),
    });
    const more = { conversation_id: conversationId(asked) };
    const again = await say(service, '紫色', more);
    assert.equal(names(again).at(-2), 'chat.requires_action');
    assert.match(cardIn(said(again)[0]).question_card_data?.Title ?? '', /紫色/);
    assert.match(said(await say(service, '绿色', more))[0] ?? '', /\*\*绿色\*\*/);
  });

  it('fails after three invalid answers', async () => {
    const service = instantService();
    const asked = await say(service, 'card');
    const more = { conversation_id: conversationId(asked) };
    await say(service, 'purple', more);
    await say(service, 'pink', more);
    assert.equal(names(await say(service, 'brown', more)).at(-2), 'chat.failed');
    assert.equal(names(await say(service, 'hello', more)).at(-2), 'chat.completed');
  });

  it('reads the fields of a form from lines and JSON', async () => {
    const service = instantService();
    for (const reply of ['city:Oslo\ndays:3\nremarks:at 10:30', '{"city":"Oslo","days":3}']) {
      const asked = await say(service, 'form');
      assert.equal(said(asked)[0], answersIn('en').formTitle);
      const fields = cardIn(said(asked)[1]).input_card_data ?? [];
      assert.deepEqual(
        fields.map(({ name }) => name),
        ['city', 'days', 'remarks'],
      );
      const answer = said(await say(service, reply, { conversation_id: conversationId(asked) }))[0] ?? '';
      assert.match(answer, /\*\*city\*\*: Oslo\n- \*\*days\*\*: 3/);
    }
  });

  it('repeats the question if a field is missing or a line has no colon', async () => {
    const service = instantService();
    for (const reply of ['city:Oslo', 'city:Oslo\ndays:3\n', '{"city":"Oslo"}', '{broken']) {
      const asked = await say(service, 'form');
      const again = await say(service, reply, { conversation_id: conversationId(asked) });
      assert.equal(names(again).at(-2), 'chat.requires_action', reply);
    }
  });

  it('asks in plain text if cards were not requested', async () => {
    const service = instantService({ cards: 'whenAsked' });
    assert.match(said(await say(service, 'card'))[0] ?? '', /\n1\. Red\n2\. Green\n3\. Blue$/);
    assert.match(said(await say(service, 'form'))[1] ?? '', /^- city \(string\)\n- days \(integer\)/);
    const withCards = await say(service, 'card', { ext: { enable_card: 'true' } });
    assert.equal(cardIn(said(withCards)[0]).card_type, 'QUESTION');
  });
});
