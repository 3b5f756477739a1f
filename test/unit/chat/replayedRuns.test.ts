import assert from 'node:assert/strict';
import type { ChatSession } from '../../../src/chat/chatSession';
import { say } from '../../../src/chat/say';
import type { Recording, RecordingEntry } from '../../../src/recording/recording';
import { RunRecorder } from '../../../src/recording/runRecorder';
import { chatflowTarget } from '../../../src/runs/chatflowTarget';
import { runOnce } from '../../../src/runs/runOnce';
import { textMessage } from '../../../src/shared/conversation/userMessage';
import { workflowRef } from '../../../src/shared/workflow';
import { FaultServer } from '../../support/faultServer';
import { testClient, workflowAt } from '../../support/wirePipeline';
import { answered, created, delta } from '../../wire/frames';
import { ChatWindow, Place, runAt, whenIdle } from './support/chatWindow';
import { assertSameRun, replayInChat } from './support/replayInChat';

const message = {
  text: 'Hello 你好',
  attachments: [{ kind: 'image', fileId: '7500000000000000001' }],
  parameters: { city: 'Beijing' },
} as const;

describe('A replay of a recorded run', function () {
  this.timeout(60_000);

  let place: Place;
  let server: FaultServer;
  let window: ChatWindow;

  before(async () => {
    place = new Place();
    server = await FaultServer.start();
    window = await ChatWindow.open(place, server.baseUrl);
  });

  after(async () => {
    await window.close();
    await server.stop();
    place.remove();
  });

  async function recorded(stop?: AbortController) {
    const entries: RecordingEntry[] = [];
    const recorder = new RunRecorder((entry) => entries.push(entry));
    const workflow = workflowAt(server.baseUrl);
    const result = await runOnce(
      { message, earlierMessages: [] },
      {
        target: chatflowTarget(testClient(), workflow),
        trace: recorder.trace,
        onEvent: ({ type }) => type === 'textAppended' && setTimeout(() => stop?.abort()),
        ...(stop && { signal: stop.signal }),
      },
    );
    recorder.end(result.outcome, result.error);
    return { result, recording: recordingOf(entries, server.baseUrl) };
  }

  it('of a stopped run ends where the user stopped it', async () => {
    server.play([{ do: 'send', data: created() + delta('Hel') }, { do: 'hang' }]);
    const { recording, result } = await recorded(new AbortController());
    assert.equal(result.outcome, 'stopped');
    assertSameRun(await replayInChat(window, recording), result.run);
  });

  it('shows the message that was sent, sends nothing and counts nothing', async () => {
    server.play([{ do: 'send', data: answered('Hi') }]);
    const { recording } = await recorded();
    const counted = window.ledger.today();
    const session = await replayInChat(window, recording);
    const { conversation } = session;
    const { text, attachments, parameters } = conversation.turns[0]!;
    assert.deepEqual({ text, attachments, parameters }, message);
    assert.deepEqual(conversation.replayOf, { runId: 'r1' });
    assert.equal(conversation.title, 'Replay: Hello');
    const requests = server.requests.length;
    await session.send(textMessage('Again'));
    assert.deepEqual(window.drafts.at(-1), textMessage('Again'));
    await session.repeatTurn(conversation.turns[0]!.id);
    await session.giveFeedback(runAt(conversation, 0, 0).messages[0]!.key, 'like');
    assert.equal(await window.sessions.fork(session.id, conversation.turns[0]!.id, 'Other'), undefined);
    await session.settled();
    assert.equal(session.conversation.turns.length, 1);
    assert.equal(runAt(session.conversation, 0, 0).messages[0]?.feedback, undefined);
    assert.equal(server.requests.length, requests);
    assert.deepEqual(window.ledger.today(), counted);
  });

  it('is a replay after it was read from disk, and its question cannot be answered', async () => {
    server.play([{ do: 'send', data: created() }]);
    const { recording } = await recorded();
    const session = await replayInChat(window, recording);
    const stored = await window.store.journal(session.id).load();
    assert.deepEqual(stored?.conversation, session.conversation);
  });

  it('is not continued by a message: it starts a conversation', async () => {
    server.play([{ do: 'send', data: answered('Hi') }]);
    const { recording } = await recorded();
    const session = await replayInChat(window, recording);
    let shown: ChatSession | undefined;
    server.play([{ do: 'send', data: answered('Hi') }]);
    const speaker = { session, show: (next: ChatSession) => (shown = window.watched(next)) };
    const result = await say(textMessage('Next'), speaker, {
      sessions: window.sessions,
      workflows: { byKey: () => workflowAt(server.baseUrl), selected: undefined },
      consent: () => Promise.resolve(true),
      complete: (_workflow, completed) => Promise.resolve(completed),
    });
    assert.equal(result, 'sent');
    assert.ok(shown && shown !== session);
    assert.equal(shown.conversation.replayOf, undefined);
    await whenIdle(shown);
    assert.equal(session.conversation.turns.length, 1);
  });
});

function recordingOf(entries: readonly RecordingEntry[], baseUrl: string): Recording {
  const workflow = workflowAt(baseUrl);
  return { run: { runId: 'r1', startedAt: 1, ...workflowRef(workflow), baseUrl }, entries };
}
