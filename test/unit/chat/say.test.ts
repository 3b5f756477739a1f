import assert from 'node:assert/strict';
import type { ChatSession } from '../../../src/chat/chatSession';
import { maySay, say, sayEdited, sayQueued, type SayDeps, type Speaker } from '../../../src/chat/say';
import { textMessage } from '../../../src/shared/conversation/userMessage';
import type { Workflow } from '../../../src/shared/workflow';
import { workflowAt } from '../../support/wirePipeline';
import { setUpChat, takeDownChat, type ChatSetUp } from './support/chatSetUp';
import { turnAt, whenIdle } from './support/chatWindow';
import { answering, asking, created, delta } from './support/sse';

/** A place that shows one conversation at a time, as a chat of the editor does. */
class Place implements Speaker {
  shown: ChatSession[] = [];

  constructor(private readonly hold: (session: ChatSession) => void) {}

  get session(): ChatSession | undefined {
    return this.shown.at(-1);
  }

  show(session: ChatSession): void {
    this.hold(session);
    this.shown.push(session);
  }
}

describe('saying something to a workflow', function () {
  this.timeout(60_000);

  let chat: ChatSetUp;
  let place: Place;
  let asked: Workflow[];
  let agrees: boolean;
  let selected: Workflow | undefined;
  let deps: SayDeps;

  beforeEach(async () => {
    chat = await setUpChat();
    const workflow = workflowAt(chat.service.baseUrl);
    asked = [];
    agrees = true;
    selected = workflow;
    place = new Place((session) => chat.window.sessions.hold(session));
    deps = {
      sessions: chat.window.sessions,
      workflows: {
        byKey: (key) => (key === workflow.key ? workflow : undefined),
        get selected() {
          return selected;
        },
      },
      complete: (_workflow, message) => Promise.resolve(message),
      consent: (about) => {
        asked.push(about);
        return Promise.resolve(agrees);
      },
    };
  });

  afterEach(() => takeDownChat(chat));

  const hello = textMessage('Hello');
  const play = async (sse: string) => {
    (await chat.service.nextRun()).end(sse);
    if (place.session) await whenIdle(place.session);
  };
  const texts = () => place.shown.map(({ conversation }) => conversation.turns.map(({ text }) => text));

  it('starts a conversation with the first message, and continues in it', async () => {
    assert.equal(await say(hello, place, deps), 'sent');
    await play(answering('Hi'));
    assert.equal(await say(textMessage('Again'), place, deps), 'sent');
    await play(answering('Hi again'));
    assert.deepEqual(texts(), [['Hello', 'Again']]);
    assert.equal(asked.length, 2);
  });

  it('leaves no trace without a workflow, without consent and with an attachment that is no URL', async () => {
    agrees = false;
    assert.equal(await say(hello, place, deps), 'declined');
    selected = undefined;
    assert.equal(await say(hello, place, deps), 'noWorkflow');
    const file = { kind: 'file', url: 'file:///etc/passwd' } as const;
    assert.equal(await say({ text: '', attachments: [file] }, place, deps), 'attachmentInvalid');
    assert.deepEqual([place.shown, chat.service.postCount], [[], 0]);
  });

  it('asks for consent to the workflow of the conversation before each message', async () => {
    await say(hello, place, deps);
    await play(answering('Hi'));
    agrees = false;
    assert.equal(await say(textMessage('Again'), place, deps), 'declined');
    assert.equal(place.session && (await maySay(place.session, deps)), false);
    assert.equal(chat.service.postCount, 1);
  });

  it('continues in a conversation that another message started during the consent', async () => {
    const both = [say(hello, place, deps), say(textMessage('Second'), place, deps)];
    assert.deepEqual(await Promise.all(both), ['sent', 'sent']);
    assert.equal(place.shown.length, 1);
    await play(answering('Hi'));
    await play(answering('Second answer'));
  });

  it('sends nothing while the workflow waits, unless it is an answer or a new conversation', async () => {
    await say(hello, place, deps);
    await play(asking('Which one?'));
    assert.equal(await say(textMessage('This'), place, deps), 'waiting');
    assert.equal(await say(textMessage('This'), place, deps, 'answer'), 'sent');
    await play(asking('Sure?'));
    assert.equal(await say(textMessage('New'), place, deps, 'newConversation'), 'sent');
    await play(answering('New answer'));
    assert.deepEqual(texts(), [['Hello'], ['New']]);
    assert.equal(turnAt(place.shown[0]!.conversation, 0).runs.length, 2);
  });

  it('keeps a queued message where it is until it is sent', async () => {
    await say(hello, place, deps);
    const run = await chat.service.nextRun();
    await say(textMessage('Queued'), place, deps);
    run.end(created() + delta('cut'));
    const first = place.session!;
    await whenIdle(first);
    const queueId = first.conversation.queue[0]!.id;
    agrees = false;
    assert.equal(await sayQueued(queueId, place, deps), 'declined');
    assert.equal(await sayQueued(queueId, place, deps, 'newConversation'), 'declined');
    assert.equal(first.conversation.queue.length, 1);
    agrees = true;
    assert.equal(await sayQueued(queueId, place, deps, 'newConversation'), 'sent');
    assert.equal(first.conversation.queue.length, 0);
    await play(answering('Queued answer'));
    assert.deepEqual(texts(), [['Hello'], ['Queued']]);
  });

  it('keeps a queued message where the workflow waits for an answer', async () => {
    await say(hello, place, deps);
    const run = await chat.service.nextRun();
    await say(textMessage('Queued'), place, deps);
    run.end(asking('Which one?'));
    const first = place.session!;
    await whenIdle(first);
    const queueId = first.conversation.queue[0]!.id;
    assert.equal(await sayQueued(queueId, place, deps), 'waiting');
    assert.equal(first.conversation.queue.length, 1);
    assert.equal(chat.service.postCount, 1);
  });

  it('sends an edited turn in a new conversation, with consent only', async () => {
    await say(hello, place, deps);
    await play(answering('Hi'));
    const { id } = turnAt(place.session!.conversation, 0);
    agrees = false;
    assert.equal(await sayEdited(id, 'Edited', place, deps), 'declined');
    agrees = true;
    assert.equal(await sayEdited(id, 'Edited', place, deps), 'sent');
    await play(answering('Edited answer'));
    assert.deepEqual(texts(), [['Hello'], ['Edited']]);
  });

  it('keeps an edited turn that is not there any more', async () => {
    await say(hello, place, deps);
    await play(answering('Hi'));
    assert.equal(await sayEdited('0'.repeat(32), 'Edited', place, deps), 'declined');
    assert.deepEqual(texts(), [['Hello']]);
  });
});
