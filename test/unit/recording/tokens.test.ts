import assert from 'node:assert/strict';
import { bundleText } from '../../../src/recording/bundle/bundle';
import { comparableRun } from '../../../src/recording/comparison/comparedRun';
import { inspect } from '../../../src/recording/inspection/inspect';
import { recordedInput } from '../../../src/recording/recordedMessage';
import { recordingText, type Recording, type RecordingEntry } from '../../../src/recording/recording';
import { snippetOf } from '../../../src/recording/snippets/snippets';
import { replayTarget } from '../../../src/recording/replay';
import { RunRecorder } from '../../../src/recording/runRecorder';
import { traceLine } from '../../../src/coze/transport/trace';
import { chatflowTarget } from '../../../src/runs/chatflowTarget';
import { runOnce } from '../../../src/runs/runOnce';
import { textMessage } from '../../../src/shared/conversation/userMessage';
import { FaultServer } from '../../support/faultServer';
import { testClient, testToken, workflowAt } from '../../support/wirePipeline';
import { chatCompleted, created, delta, done, frame, message } from '../../wire/frames';

const [head, middle, tail] = [testToken.slice(0, 9), testToken.slice(9, 20), testToken.slice(20)];
const escaped = Array.from(testToken)
  .map((character) => `\\u00${character.charCodeAt(0).toString(16)}`)
  .join('');
const ping = frame('PING', {});
const nothing = { message: textMessage(''), earlierMessages: [] };
/** The user has typed a token, too. */
const text = { message: textMessage(`Hello ${testToken}`), earlierMessages: [] };

const rows: readonly (readonly [string, string])[] = [
  ['in one event', delta(`a ${testToken} b`)],
  ['escaped', delta('a SECRET b').replace('SECRET', escaped)],
  [
    'in the address of a debug link',
    frame('conversation.chat.in_progress', { debug_url: `https://x.test/?t=${testToken}` }),
  ],
  ['in two events', delta(`a ${head}`) + delta(`${middle}${tail} b`)],
  ['in three events', delta(`a ${head}`) + delta(middle) + delta(`${tail} b`)],
  [
    'in single characters',
    Array.from(testToken)
      .map((character) => delta(character))
      .join(''),
  ],
  ['in two events with a heartbeat between them', delta(head) + ping + delta(middle + tail)],
  [
    'in two events with another message between them',
    delta(head) + delta('other', { id: '99' }) + delta(middle + tail),
  ],
  [
    'in two events of the reasoning',
    delta('', { reasoning_content: head }) + delta('b', { reasoning_content: middle + tail }),
  ],
  ['in two events of pretty-printed JSON', pretty(head) + pretty(middle + tail)],
  ['twice', delta(`${testToken} ${head}`) + delta(`${middle}${tail}`)],
];

describe('A token that the service repeats', () => {
  let server: FaultServer;

  beforeEach(async () => {
    server = await FaultServer.start();
  });

  afterEach(async () => {
    await server.stop();
  });

  async function record(frames: string) {
    const head = { 'x-tt-logid': `log ${testToken}`, 'x-other': testToken, server: testToken };
    server.play([
      { do: 'head', headers: head },
      { do: 'send', data: created() + frames + message('') + chatCompleted() + done() },
    ]);
    const entries: RecordingEntry[] = [];
    const recorder = new RunRecorder((entry) => entries.push(entry));
    const parameters = { key: testToken, other: 'pat_0123456789abcdef' };
    const log: string[] = [];
    const target = chatflowTarget(testClient({}, log), workflowAt(server.baseUrl, { parameters }));
    const live = await runOnce(text, { target, trace: recorder.trace, now: () => 1 });
    const { name, workflowId, baseUrl } = workflowAt(server.baseUrl);
    return {
      live,
      log: [...log, ...entries.map((entry) => (entry.type === 'ended' ? '' : traceLine(entry)))].join('\n'),
      recording: {
        run: { runId: 'r', startedAt: 1, key: 'test', name, workflowId, origin: baseUrl, baseUrl },
        entries,
      },
    };
  }

  for (const [title, frames] of rows) {
    it(`is not recorded: ${title}`, async () => {
      const { live, recording, log } = await record(frames);
      const replayed = await runOnce(nothing, {
        target: replayTarget(recording, { speed: Infinity }),
        now: () => 1,
      });
      assert.ok(!JSON.stringify(replayed).includes(testToken), 'not in what the recording decodes to');
      assert.equal(replayed.text, live.text);
      assert.equal(replayed.run.debugUrl, live.run.debugUrl);
      assert.ok(!recordingText(recording).includes(testToken), 'not in the file');
      assert.ok(
        !recordingText(recording).includes('pat_0123456789abcdef'),
        'nor a text that looks like a token',
      );
      assert.match(log, /log •••/, 'the log has the header');
      for (const shared of [log, ...(await sharedTexts(recording))]) {
        assert.ok(!shared.includes(testToken) && !shared.includes('pat_0123456789abcdef'), shared);
      }
    });
  }

  it('is not recorded: escaped within a string of JSON, which the conversation shows as it is', async () => {
    const { recording } = await record(delta(`a {"b":"${escaped}"} c`));
    assert.ok(recordingText(recording).includes('•••'));
    assert.ok(!recordingText(recording).includes('u0070'));
  });

  it('does not change the other events, or their order', async () => {
    const answer = [`a ${head.slice(0, 4)}`, 'p', 'at_', 'no token', 'p'];
    const { recording } = await record(answer.map((piece) => delta(piece)).join(ping));
    const names = recording.entries.flatMap((entry) => (entry.type === 'event' ? [entry.event] : []));
    const deltas = recording.entries.flatMap((entry) =>
      entry.type === 'event' && entry.event === 'conversation.message.delta'
        ? [(JSON.parse(entry.data) as { content: string }).content]
        : [],
    );
    assert.deepEqual(deltas, answer);
    assert.deepEqual(
      names.slice(1, 10),
      names.slice(1, 10).map((_, index) => (index % 2 === 0 ? 'conversation.message.delta' : 'PING')),
    );
    const offsets = recording.entries.map(({ offsetMs }) => offsetMs);
    assert.deepEqual(
      offsets,
      [...offsets].sort((a, b) => a - b),
    );
  });
});

/** What leaves a recording: bundles, snippets, and what pages show. */
async function sharedTexts(recording: Recording): Promise<readonly string[]> {
  const snippets = (['curl', 'python', 'typeScript', 'go'] as const).map((language) =>
    snippetOf(recording, language),
  );
  assert.ok(snippets.every((snippet) => snippet?.includes('COZE_API_TOKEN')));
  return [
    ...snippets.map(String),
    bundleText(recording, { fakeIds: false }),
    bundleText(recording, { fakeIds: true }),
    JSON.stringify(inspect(recording)),
    JSON.stringify(await comparableRun(recording)),
    JSON.stringify(recordedInput(recording)),
  ];
}

function pretty(content: string): string {
  const data = JSON.stringify(
    { content, role: 'assistant', type: 'answer', content_type: 'text', id: '5' },
    null,
    2,
  );
  return `event: conversation.message.delta\ndata: ${data}\n\n`;
}
