import assert from 'node:assert/strict';
import { join } from 'node:path';
import { attemptsOf, endOf, type RecordedRun } from '../../../src/recording/recording';
import { openRecordings, type Recordings } from '../../../src/recording/recordings';
import { textMessage } from '../../../src/shared/conversation/userMessage';
import { nodeFileSystem } from '../../../src/storage/journal/disk/fileSystem';
import { ChatWindow, endsIn, Place, recordEvents, runAt, turnAt, whenIdle } from './support/chatWindow';
import { answering, asking, created, delta } from './support/sse';
import { takeDownChat } from './support/chatSetUp';
import { SteeredService } from './support/steeredService';

describe('A run of a conversation', function () {
  this.timeout(60_000);

  let place: Place;
  let service: SteeredService;
  let window: ChatWindow;
  let recordings: Recordings;
  const begun: RecordedRun[] = [];

  beforeEach(async () => {
    begun.length = 0;
    place = new Place();
    service = await SteeredService.start();
    recordings = await openRecordings({
      ...{
        directory: join(place.directory, 'recordings'),
        files: nodeFileSystem,
        writer: 'aaaaaaaa.000000.1',
      },
      ...{ maxBytes: () => 1_000_000, now: Date.now, log: { warn: (text: string) => assert.fail(text) } },
    });
    const record = (run: RecordedRun) => {
      begun.push(run);
      return Promise.resolve(recordings.begin(run));
    };
    window = await ChatWindow.open(place, service.baseUrl, { record });
  });

  afterEach(() => takeDownChat({ place, service, window }));

  it('is recorded with its place in the conversation, and so is the answer to its question', async () => {
    const session = window.start();
    await session.send(textMessage('Ask me'));
    (await service.nextRun()).end(asking('What?'));
    await whenIdle(session);
    await session.send(textMessage('That'), { isAnswer: true });
    (await service.nextRun()).end(answering('Good'));
    const conversation = await whenIdle(session);
    await session.settled();
    const runs = turnAt(conversation, 0).runs;
    assert.deepEqual(
      begun.map(({ runId, turnId, conversationId, isReply }) => [runId, turnId, conversationId, isReply]),
      runs.map(({ id }, index) => [id, turnAt(conversation, 0).id, session.id, index > 0]),
    );
    const recorded = await Promise.all(runs.map(({ id }) => recordings.read(id)));
    assert.deepEqual(
      recorded.map((recording) => recording && endOf(recording)?.outcome),
      ['waiting', 'completed'],
    );
    assert.match(attemptsOf(recorded[1]!)[0]?.request?.body ?? '', /"content":"That"/);
  });

  it('that is stopped is recorded up to the stop', async () => {
    const session = window.start();
    const events = recordEvents(session);
    await session.send(textMessage('Hello'));
    (await service.nextRun()).say(created() + delta('Hel'));
    while (!events.some(({ type }) => type === 'textAppended'))
      await new Promise((resolve) => setTimeout(resolve, 5));
    session.stop();
    await session.settled();
    assert.equal(endsIn(events).length, 1);
    const recording = await recordings.read(runAt(session.conversation, 0, 0).id);
    assert.deepEqual(
      recording?.entries.map((entry) => (entry.type === 'ended' ? entry.outcome : entry.type)),
      ['request', 'response', 'event', 'event', 'stopped', 'stopped'],
    );
  });

  it('is sent even if it cannot be recorded', async () => {
    await window.close();
    window = await ChatWindow.open(place, service.baseUrl, {
      record: () => Promise.reject(new Error('No space')),
    });
    const session = window.start();
    await session.send(textMessage('Hello'));
    (await service.nextRun()).end(answering('Good day'));
    assert.equal(runAt(await whenIdle(session), 0, 0).outcome, 'completed');
    assert.deepEqual(window.warnings, ['Error: No space']);
  });
});
