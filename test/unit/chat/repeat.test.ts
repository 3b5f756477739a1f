import assert from 'node:assert/strict';
import { conversationFromJson, conversationToJson } from '../../../src/chat/transfer/conversationJson';
import { targetInput } from '../../../src/runs/runInput';
import { repetitionOf } from '../../../src/shared/conversation/repeat';
import type { Place } from './support/chatWindow';
import { ChatWindow, answerTexts, newId, runAt, turnAt, when, whenIdle } from './support/chatWindow';
import { answering, asking, chatFailed, completed, cozeConversation, created, delta } from './support/sse';
import { setUpChat, takeDownChat } from './support/chatSetUp';
import { SteeredService } from './support/steeredService';
import { textMessage, type UserMessage } from '../../../src/shared/conversation/userMessage';

describe('running a turn again', function () {
  this.timeout(60_000);

  let place: Place;
  let service: SteeredService;
  let window: ChatWindow;

  beforeEach(async () => {
    ({ place, service, window } = await setUpChat());
  });

  afterEach(() => takeDownChat({ place, service, window }));

  const lastContent = (run: { readonly body: { readonly additional_messages: readonly unknown[] } }) =>
    (run.body.additional_messages.at(-1) as { readonly content: string }).content;

  it('sends its message again, with what belongs to it, in the same turn', async () => {
    const session = window.start();
    await session.send({ text: 'See', attachments: [{ kind: 'image', url: 'https://example.com/a.png' }] });
    (await service.nextRun()).end(created() + delta('half'));
    await whenIdle(session);
    assert.equal(runAt(session.conversation, 0, 0).outcome, 'cutOff');
    const turn = turnAt(session.conversation, 0);
    assert.deepEqual(repetitionOf(turn), { text: 'See', isReply: false, mayHaveArrived: false });
    await session.repeatTurn(turn.id);
    const again = await service.nextRun();
    assert.match(lastContent(again), /example\.com\/a\.png/);
    again.end(answering('A cat'));
    await whenIdle(session);
    assert.deepEqual(
      turnAt(session.conversation, 0).runs.map((run) => [run.outcome, answerTexts(run)]),
      [
        ['cutOff', ['half']],
        ['completed', ['A cat']],
      ],
    );
  });

  it('sends its parameters again, also after the conversation was read from disk', async () => {
    const parameters = { city: 'Paris', days: 2 };
    const session = window.start();
    await session.send({ ...textMessage('See'), parameters });
    const first = await service.nextRun();
    await session.send({ ...textMessage('Next'), parameters: { city: 'Rome' } });
    first.end(created() + delta('half'));
    await whenIdle(session);
    await window.close();
    window = await ChatWindow.open(place, service.baseUrl);
    const reloaded = await window.load(session.id);
    await reloaded.repeatTurn(turnAt(reloaded.conversation, 0).id);
    const again = await service.nextRun();
    again.end(answering('Done'));
    await whenIdle(reloaded);
    await reloaded.sendQueued(reloaded.conversation.queue[0]?.id ?? '');
    const queued = await service.nextRun();
    assert.deepEqual(
      [first, again, queued].map(({ body }) => body.parameters),
      [parameters, parameters, { city: 'Rome' }],
    );
  });

  const refused = created() + chatFailed(4100, 'authentication is invalid');

  it('takes the text that it sends out of the box, and gives it back when nothing comes of it again', async () => {
    const session = window.start();
    const sentAgain: UserMessage[] = [];
    session.onDidSendAgain((draft) => sentAgain.push(draft));
    await session.send(textMessage('Hello'));
    (await service.nextRun()).end(refused);
    await whenIdle(session);
    const hello = { text: 'Hello', attachments: [] };
    assert.deepEqual([window.drafts.length, sentAgain], [1, []]);
    await session.repeatTurn(turnAt(session.conversation, 0).id);
    (await service.nextRun()).end(refused);
    await whenIdle(session);
    assert.deepEqual([window.drafts, sentAgain], [[hello, hello], [hello]]);
    await session.repeatTurn(turnAt(session.conversation, 0).id);
    (await service.nextRun()).end(answering('Good'));
    await whenIdle(session);
    assert.deepEqual([window.drafts.length, sentAgain.length], [2, 2]);
  });

  it('is what sending the same message after a refusal does: one turn, one request for each Send', async () => {
    const session = window.start();
    await session.send(textMessage('Hello'));
    (await service.nextRun()).end(refused);
    await whenIdle(session);
    await session.send(textMessage('Hello'));
    (await service.nextRun()).end(answering('Good'));
    await whenIdle(session);
    assert.deepEqual(
      session.conversation.turns.map(({ text, runs }) => [text, runs.map(({ outcome }) => outcome)]),
      [['Hello', ['failed', 'completed']]],
    );
    await session.send(textMessage('Hello'));
    (await service.nextRun()).end(answering('Again'));
    await whenIdle(session);
    assert.equal(session.conversation.turns.length, 2, 'an answered message is said a second time');
    assert.equal(service.postCount, 3);
  });

  it('is not what sending an edited message does', async () => {
    const session = window.start();
    await session.send(textMessage('Hello'));
    (await service.nextRun()).end(refused);
    await whenIdle(session);
    await session.send(textMessage('Hello there'));
    (await service.nextRun()).end(answering('Good'));
    await whenIdle(session);
    assert.deepEqual(
      session.conversation.turns.map(({ text }) => text),
      ['Hello', 'Hello there'],
    );
  });

  it('sends a reply again whose run broke off, and says that it may have arrived', async () => {
    const session = window.start();
    await session.send(textMessage('Book'));
    (await service.nextRun()).end(asking('Where to?'));
    await whenIdle(session);
    const { id } = turnAt(session.conversation, 0);
    await session.answerInterrupt(id, 'Paris');
    (await service.nextRun()).end(created());
    await whenIdle(session);
    assert.deepEqual(repetitionOf(turnAt(session.conversation, 0)), {
      text: 'Paris',
      isReply: true,
      mayHaveArrived: true,
    });
    await session.repeatTurn(id);
    const second = await service.nextRun();
    assert.equal(lastContent(second), 'Paris');
    assert.equal(second.body.conversation_id, cozeConversation);
    second.end(created());
    await whenIdle(session);
    await session.repeatTurn(id);
    const third = await service.nextRun();
    assert.equal(lastContent(third), 'Paris', 'a repeat of a repeat is still the reply');
    third.end(answering('Booked'));
    await whenIdle(session);
    assert.equal(repetitionOf(turnAt(session.conversation, 0))?.text, 'Book', 'the question is answered');
    assert.equal(service.postCount, 4, 'the message, the reply, and one for each act of the user');
  });

  it('starts over where the service itself ended the workflow after the reply', async () => {
    const session = window.start();
    await session.send(textMessage('Book'));
    (await service.nextRun()).end(asking('Where to?'));
    await whenIdle(session);
    const { id } = turnAt(session.conversation, 0);
    await session.answerInterrupt(id, 'Paris');
    (await service.nextRun()).end(created() + chatFailed(720701013, 'broken'));
    await whenIdle(session);
    await session.repeatTurn(id);
    const again = await service.nextRun();
    assert.equal(lastContent(again), 'Book');
    again.end(answering('Fine'));
    await whenIdle(session);
  });

  it('is for nothing that is open or waits, and never answers a question by accident', async () => {
    const session = window.start();
    await session.send(textMessage('One'));
    const run = await service.nextRun();
    await session.repeatTurn(turnAt(session.conversation, 0).id);
    run.end(answering('First'));
    await whenIdle(session);
    await session.send(textMessage('Two'));
    (await service.nextRun()).end(asking('Which?'));
    await whenIdle(session);
    await session.repeatTurn(turnAt(session.conversation, 0).id);
    await session.repeatTurn(turnAt(session.conversation, 1).id);
    await session.repeatTurn('no such turn');
    await session.settled();
    assert.equal(service.postCount, 2);
  });

  it('happens on request of the user only: an answer is never repeated automatically', async () => {
    const session = window.start();
    await session.send(textMessage('Book'));
    (await service.nextRun()).end(asking('Where to?'));
    await whenIdle(session);
    await service.stop();
    await session.answerInterrupt(turnAt(session.conversation, 0).id, 'Paris');
    await whenIdle(session);
    const failed = runAt(session.conversation, 0, 1);
    assert.deepEqual([failed.outcome, failed.error?.reason], ['failed', 'connectionRefused']);
    assert.deepEqual(repetitionOf(turnAt(session.conversation, 0)), {
      text: 'Paris',
      isReply: true,
      mayHaveArrived: false,
    });
    assert.deepEqual(window.drafts, [], 'the reply stands in its turn, to be sent again from there');
    service = await SteeredService.start();
  });
});

describe('a conversation that the service does not know', function () {
  this.timeout(60_000);

  let place: Place;
  let service: SteeredService;
  let window: ChatWindow;

  beforeEach(async () => {
    ({ place, service, window } = await setUpChat());
  });

  afterEach(() => takeDownChat({ place, service, window }));

  it('starts over with the earlier turns when the service has lost it', async () => {
    const session = window.start();
    await session.send(textMessage('One'));
    (await service.nextRun()).end(answering('First'));
    await whenIdle(session);
    await session.send(textMessage('Two'));
    (await service.nextRun()).end(created() + chatFailed(4002, 'conversation not found'));
    await whenIdle(session);
    const run = runAt(session.conversation, 1, 0);
    assert.ok(run.error?.remedies.includes('newConversation'));
    window.drafts.length = 0;
    await session.leaveServiceConversation(run.id);
    assert.deepEqual(window.drafts, [{ text: 'Two', attachments: [] }]);
    await session.send(textMessage('Two'));
    const again = await service.nextRun();
    assert.equal(again.body.conversation_id, undefined);
    assert.deepEqual(again.body.additional_messages, [
      { role: 'user', content: 'One', content_type: 'text' },
      { role: 'assistant', content: 'First', content_type: 'text' },
      { role: 'user', content: 'Two', content_type: 'text' },
    ]);
    again.end(answering('Second'));
    await whenIdle(session);
  });

  it('starts over without the earlier turns when they were too long, whether the text is kept or shortened', async () => {
    const session = window.start();
    await session.send(textMessage('One'));
    (await service.nextRun()).end(answering('First'));
    await whenIdle(session);
    for (const [index, text] of ['Two', 'Shorter'].entries()) {
      await session.send(textMessage('Two'));
      (await service.nextRun()).end(created() + chatFailed(4010, 'prompt too long'));
      await whenIdle(session);
      await session.leaveServiceConversation(runAt(session.conversation, index + 1, -1).id);
      await session.send(textMessage(text));
      const again = await service.nextRun();
      assert.equal(again.body.conversation_id, undefined);
      assert.deepEqual(again.body.additional_messages, [
        { role: 'user', content: text, content_type: 'text' },
      ]);
      again.end(answering('Second'));
      await whenIdle(session);
    }
  });

  it('is sent without the files of another account after an import, and with their names', async () => {
    const session = window.start();
    const file = { kind: 'file', fileId: '77', name: 'plan.pdf' } as const;
    const picture = { kind: 'image', url: 'https://example.com/a.png' } as const;
    for (const message of [
      { text: '', attachments: [file] },
      { text: 'See', attachments: [file, picture] },
    ]) {
      await session.send(message);
      (await service.nextRun()).end(answering('Read'));
      await whenIdle(session);
    }
    const exported = conversationToJson(session.conversation, newId);
    assert.ok(!exported.includes('"77"'), 'an export contains no IDs of the service');
    const imported = conversationFromJson(exported, newId);
    assert.ok(imported);
    await window.store.journal(imported.conversationId).append(imported.events);
    const again = await window.load(imported.conversationId);
    const next = textMessage('And now?');
    const previewed = targetInput(again.conversation, { turnId: '', message: next, isReply: false });
    assert.equal(previewed.earlierMessages.length, 4, 'the preview shows what is sent');
    await again.send(next);
    const run = await service.nextRun();
    const sent = run.body.additional_messages as readonly { readonly content: string }[];
    assert.deepEqual(
      sent.map(({ content }) => content),
      [
        'plan.pdf',
        'Read',
        JSON.stringify([
          { type: 'text', text: 'See' },
          { type: 'image', file_url: picture.url },
        ]),
        'Read',
        'And now?',
      ],
    );
    run.end(answering('Done'));
    await whenIdle(again);
  });

  it('is what editing a turn gives: the turns before it, the new text, and where it came from', async () => {
    const session = window.start();
    for (const [question, answer] of [
      ['One', 'First'],
      ['Two', 'Second'],
      ['Three', 'Third'],
    ] as const) {
      await session.send(textMessage(question));
      (await service.nextRun()).end(answering(answer));
      await whenIdle(session);
    }
    await session.settled();
    const before = session.conversation;
    const edited = turnAt(before, 1);
    const fork = await window.sessions.fork(session.id, edited.id, 'Zwei');
    assert.ok(fork);
    const run = await service.nextRun();
    assert.equal(run.body.conversation_id, undefined);
    assert.deepEqual(run.body.additional_messages, [
      { role: 'user', content: 'One', content_type: 'text' },
      { role: 'assistant', content: 'First', content_type: 'text' },
      { role: 'user', content: 'Zwei', content_type: 'text' },
    ]);
    run.end(answering('Zweitens'));
    await whenIdle(fork);
    assert.deepEqual(
      fork.conversation.turns.map(({ text, runs }) => [text, runs.map(answerTexts)]),
      [
        ['One', [['First']]],
        ['Zwei', [['Zweitens']]],
      ],
    );
    assert.deepEqual(fork.conversation.forkedFrom, {
      conversationId: session.id,
      title: 'One',
      turnId: edited.id,
      turns: 1,
    });
    assert.deepEqual(
      fork.conversation.usage,
      { input: 3, output: 4, unsplit: 0 },
      'only what it used itself',
    );
    assert.equal(session.conversation, before, 'the conversation it came from is as it was');
    await fork.settled();
    assert.deepEqual((await window.store.journal(fork.id).load())?.conversation, fork.conversation);
    assert.equal((await window.store.list()).length, 2);
  });

  it('is not forked from a turn that is not there, or with nothing to say', async () => {
    const session = window.start();
    await session.send(textMessage('One'));
    (await service.nextRun()).end(answering('First'));
    await whenIdle(session);
    assert.equal(await window.sessions.fork(session.id, 'no such turn', 'Two'), undefined);
    assert.equal(await window.sessions.fork(session.id, turnAt(session.conversation, 0).id, ' '), undefined);
    assert.equal(service.postCount, 1);
  });

  it('takes the text of an edited turn as a message, also where an earlier turn asked something', async () => {
    const session = window.start();
    await session.send(textMessage('Book'));
    (await service.nextRun()).end(asking('Where to?'));
    await whenIdle(session);
    await session.send(
      { text: 'See', attachments: [{ kind: 'image', url: 'https://example.com/a.png' }] },
      { isAnswer: true },
    );
    (await service.nextRun()).end(created() + completed('Seen'));
    await when(session, ({ turns }) => turns[1]?.runs[0]?.outcome !== undefined);
    const fork = await window.sessions.fork(session.id, turnAt(session.conversation, 1).id, 'Look');
    assert.ok(fork);
    const run = await service.nextRun();
    run.end(answering('Looked'));
    await whenIdle(fork);
    assert.deepEqual(
      fork.conversation.turns.map(({ text, runs }) => [text, runs.length]),
      [
        ['Book', 1],
        ['Look', 1],
      ],
    );
    assert.equal(turnAt(fork.conversation, 1).attachments.length, 1);
  });
});
