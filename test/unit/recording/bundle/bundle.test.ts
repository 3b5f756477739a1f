import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bundleText, maxBundleBytes, recordingFromBundle } from '../../../../src/recording/bundle/bundle';
import { inspect } from '../../../../src/recording/inspection/inspect';
import type { Recording, RecordingEntry } from '../../../../src/recording/recording';
import { replayTarget } from '../../../../src/recording/replay';
import { runOnce } from '../../../../src/runs/runOnce';
import { textMessage } from '../../../../src/shared/conversation/userMessage';
import { fixtureNames, inOnePiece, playFixture } from '../../../support/fixtureRun';
import { runs } from '../../../support/properties';
import { RunRecorder } from '../../../../src/recording/runRecorder';

const ids = {
  workflow: '7400000000000000123',
  bot: '7400000000000000456',
  conversation: '7500000000000000789',
  chat: '7511111111111111111',
  execute: '7522222222222222222',
  space: '7533333333333333333',
  log: '20260102030405ABCDEF0123456789',
  user: 'ab12cd34-ef56',
};
const debugUrl = `https://www.coze.cn/work_flow?execute_id=${ids.execute}&space_id=${ids.space}&workflow_id=${ids.workflow}`;
const entries: readonly RecordingEntry[] = [
  {
    type: 'request',
    offsetMs: 3,
    method: 'POST',
    url: 'https://api.coze.cn/v1/workflows/chat',
    body: JSON.stringify({
      workflow_id: ids.workflow,
      bot_id: ids.bot,
      additional_messages: [
        { role: 'user', content: `About\n${ids.bot}. Valid: 12345 pat_canary0123456789` },
      ],
    }),
  },
  { type: 'response', offsetMs: 40, status: 200, headers: { 'x-tt-logid': ids.log } },
  {
    type: 'event',
    offsetMs: 50,
    event: 'conversation.chat.created',
    data: JSON.stringify({ id: ids.chat, conversation_id: ids.conversation, user_id: ids.user }),
  },
  {
    type: 'event',
    offsetMs: 60,
    event: 'conversation.message.completed',
    data: JSON.stringify({
      chat_id: ids.chat,
      content: JSON.stringify({ execute_id: ids.execute, nested: JSON.stringify({ space_id: ids.space }) }),
    }),
  },
  {
    type: 'event',
    offsetMs: 70,
    event: 'done',
    data: `{"debug_url": "${debugUrl}","node_id":7544444444444444444}`,
  },
  { type: 'ended', offsetMs: 80, outcome: 'completed' },
];
const recording: Recording = {
  run: {
    ...{ runId: 'a1b2c3d4e5f60718', startedAt: 1_000, key: 'https://api.coze.cn 74', name: 'Weather 天气' },
    ...{ workflowId: ids.workflow, origin: 'https://api.coze.cn', baseUrl: 'https://api.coze.cn' },
    ...{ conversationId: 'c'.repeat(32), turnId: 't', isReply: false, recordedBy: '1.2.3' },
  },
  entries,
};
const plain = bundleText(recording, { fakeIds: false });

describe('A bundle of a run', () => {
  it('contains the run, one line for each entry, and nothing of the installation', () => {
    assert.equal(plain.split('\n').length, entries.length + 8);
    assert.doesNotMatch(plain, /c{32}|turnId|"key"|canary/);
    const lines = plain
      .split('\n')
      .slice(5, -3)
      .map((line) => JSON.parse(line.replace(/,$/, '')) as object);
    assert.deepEqual(lines.slice(1), entries.slice(1));
    const read = recordingFromBundle(plain);
    assert.deepEqual(read?.entries.slice(1), entries.slice(1));
    assert.deepEqual(read.run, {
      ...{ runId: 'a1b2c3d4e5f60718', startedAt: 1_000, key: '', name: 'Weather 天气', isReply: false },
      ...{ workflowId: ids.workflow, origin: 'https://api.coze.cn', baseUrl: 'https://api.coze.cn' },
      recordedBy: '1.2.3',
    });
  });

  it('contains only the headers and fields that are named, whatever the recording has', () => {
    const more = {
      run: { ...recording.run, canary: 'canary' },
      entries: [
        {
          type: 'response',
          offsetMs: 1,
          status: 200,
          headers: { 'set-cookie': 'canary', authorization: 'canary' },
        },
        { type: 'request', offsetMs: 1, method: 'POST', url: 'u', body: 'b', headers: { a: 'canary' } },
        { type: 'canary', offsetMs: 1 },
        { type: 'event', offsetMs: 1, data: 'Bearer canary', canary: 1 },
      ],
    } as unknown as Recording;
    assert.doesNotMatch(bundleText(more, { fakeIds: false }), /canary/);
  });

  it('replaces each ID by the same fake in all places', () => {
    const faked = bundleText(recording, { fakeIds: true });
    for (const [name, id] of Object.entries(ids)) assert.ok(!faked.includes(id), name);
    assert.ok(!faked.includes('7544444444444444444'));
    assert.ok(faked.includes('Valid: 12345'));
    assert.equal(faked.length, plain.length);
    assert.equal(bundleText(recording, { fakeIds: true }), faked);
    const read = recordingFromBundle(faked);
    const [request, , created] = read?.entries ?? [];
    assert.ok(request?.type === 'request' && created?.type === 'event');
    const body = JSON.parse(request.body) as Record<string, unknown>;
    assert.equal(body['workflow_id'], read?.run.workflowId);
    assert.match(request.body, new RegExp(`About\\\\n${String(body['bot_id'])}\\. Valid`));
    assert.match(faked, new RegExp(`workflow_id=${String(body['workflow_id'])}`));
    assert.equal(new Set(Object.values(JSON.parse(created.data) as object)).size, 3);
  });

  const places: Readonly<Record<string, unknown>> = {
    'a file name': { file: `https://x/tos/${ids.chat}_image.png?sign=Ab` },
    'a longer word': { text: `conv_${ids.chat} step-${ids.chat} x${ids.chat}y` },
    'a field named after a UUID': { node_execute_uuid: ids.user },
    'a field named after a user': { connector_uid: ids.user },
    'a list of IDs': { file_ids: ['xyz123abc', ids.user] },
    'a list of IDs within a text': { content: JSON.stringify({ ids: [ids.user] }) },
    'a field in another notation': { conversationID: ids.user },
    'an encoded address': { url: `https://x/?to=%2Fa%3Fchat_id%3D${ids.user}%26execute_id%3D${ids.chat}` },
    'an address as Go writes it': `{"url":"https://x/?a=1\\u0026chat_id=${ids.user}"}`,
    'a message of the service': { msg: `failed, logid: ${ids.log}` },
    'a word after its field': { user_id: ids.user, text: `mine: x_${ids.user} ${ids.user}` },
  };
  for (const [title, data] of Object.entries(places)) {
    it(`replaces an ID in ${title}`, () => {
      const event = {
        type: 'event',
        offsetMs: 1,
        data: typeof data === 'string' ? data : JSON.stringify(data),
      };
      const made = { ...recording, entries: [event] } as unknown as Recording;
      const faked = bundleText(made, { fakeIds: true });
      for (const id of Object.values(ids)) assert.ok(!faked.includes(id), faked);
      assert.equal(faked.length, bundleText(made, { fakeIds: false }).length);
      assert.ok(recordingFromBundle(faked));
    });
  }

  it('has no JSON Web Token, whoever has written it', () => {
    const jwt = `eyJhbGciOiJSUzI1NiJ9.eyJjYW5hcnkiOjF9.canary-signature_0`;
    const data = JSON.stringify({ content: `Bearer\n${jwt}. And "${jwt}"`, more: 'kept' });
    const made = { ...recording, entries: [{ type: 'event', offsetMs: 1, data }] } as unknown as Recording;
    for (const fakeIds of [true, false]) {
      const text = bundleText(made, { fakeIds });
      assert.doesNotMatch(text, /eyJ|canary/);
      const [event] = recordingFromBundle(text)?.entries ?? [];
      assert.ok(event?.type === 'event');
      assert.equal((JSON.parse(event.data) as { more: string }).more, 'kept');
    }
  });

  it('is made in a time that grows with its length, whatever the text is', () => {
    const made = (length: number) => {
      const data = [
        '\\'.repeat(length),
        '"ids":['.repeat(length / 8),
        '"'.repeat(length),
        '&'.repeat(length),
        'eyJ'.repeat(length),
      ];
      const events = data.map((each) => ({ type: 'event', offsetMs: 1, data: each }));
      // Time of the processor, because other processes of a busy machine have their share of the clock.
      const start = process.cpuUsage();
      bundleText({ ...recording, entries: events } as unknown as Recording, { fakeIds: true });
      return process.cpuUsage(start).user / 1_000;
    };
    made(10_000);
    const milliseconds = made(200_000);
    assert.ok(milliseconds < 3_000, `${String(milliseconds)} ms`);
  });

  for (const name of fixtureNames()) {
    it(`is replayed like the run: ${name}`, async () => {
      const recorded: RecordingEntry[][] = [];
      await playFixture(name, inOnePiece, undefined, (target) => {
        const own: RecordingEntry[] = [];
        recorded.push(own);
        return { target, trace: new RunRecorder((entry) => own.push(entry)).trace };
      });
      for (const own of recorded) {
        const run = { ...recording, entries: own };
        const read = recordingFromBundle(bundleText(run, { fakeIds: false }));
        assert.ok(read);
        const faked = recordingFromBundle(bundleText(run, { fakeIds: true }));
        assert.ok(faked);
        assert.deepEqual(await replayed(read), await replayed({ ...run, run: read.run }));
        assert.equal((await replayed(faked)).outcome, (await replayed(read)).outcome);
      }
    });
  }
});

async function replayed(bundle: Recording) {
  const target = replayTarget(bundle, { speed: Infinity });
  return runOnce({ message: textMessage('Hello'), earlierMessages: [] }, { target, now: () => 1 });
}

describe('A file that claims to be a bundle', () => {
  const head = { runId: 'r', startedAt: 1, name: 'n', workflowId: '1', baseUrl: 'https://api.coze.cn' };
  const file = (more: object) =>
    JSON.stringify({ format: 'coze-workflow-chat/run', version: 1, run: head, entries: [], ...more });
  const refused: Readonly<Record<string, string>> = {
    'no JSON': 'hello',
    'another object': '{}',
    'a list': '[]',
    'a later version': file({ version: 2 }),
    'another format': file({ format: 'other' }),
    'without a head': file({ run: undefined }),
    'with a head of other types': file({ run: { ...head, runId: 1 } }),
    'without entries': file({ entries: undefined }),
    'with an address of another scheme': file({ run: { ...head, baseUrl: 'command:coze.clearToken' } }),
    'too large': `${file({})}${' '.repeat(maxBundleBytes)}`,
  };
  for (const [title, text] of Object.entries(refused)) {
    it(`is refused: ${title}`, () => assert.equal(recordingFromBundle(text), undefined));
  }

  it('brings no key, no foreign name and no field of another type', () => {
    const text = file({
      run: {
        ...head,
        key: 'demo',
        name: 'a\u202e\nb',
        workflowId: '1\u202e',
        recordedBy: '1\u2066.0',
        origin: 'demo:',
        conversationId: 'x',
        isReply: 'yes',
      },
      entries: [
        { type: 'event', offsetMs: -5, data: 'x', __proto__: null },
        { type: 'event', data: 1 },
        null,
        7,
      ],
    });
    const read = recordingFromBundle(text);
    assert.deepEqual(read?.run, {
      ...head,
      name: 'a b',
      recordedBy: '1.0',
      key: '',
      origin: 'https://api.coze.cn',
    });
    assert.deepEqual(read.entries, [{ type: 'event', offsetMs: 0, data: 'x' }]);
  });

  it('has no text that the page would show whole and that freezes it', () => {
    const long = 'ab'.repeat(1_000_000);
    const error = { kind: 'busy', reason: 'systemBusy', remedies: [], params: { host: long } };
    const read = recordingFromBundle(
      file({
        run: { ...head, name: long, workflowId: long, workflowVersion: long, recordedBy: long },
        entries: [
          { type: 'request', offsetMs: 1, method: long, url: `https://api.coze.cn/${long}`, body: '{}' },
          { type: 'response', offsetMs: 1, status: 200, headers: { 'x-tt-logid': long } },
          {
            type: 'event',
            offsetMs: 1,
            event: long,
            data: JSON.stringify({ id: long, conversation_id: long }),
          },
          { type: 'failed', offsetMs: 1, hasBegun: false, error: { ...error, code: long, logId: long } },
          { type: 'ended', offsetMs: 2, outcome: 'failed', error: { ...error, serviceMessage: long } },
        ],
      }),
    );
    assert.ok(read);
    const { inspection, rows } = inspect(read);
    assert.equal(inspection.outcome, 'failed');
    assert.ok(JSON.stringify({ inspection, rows }).length < 50_000);
  });

  it('is refused wherever it is cut', () => {
    for (let length = 0; length < plain.length - 2; length++)
      assert.equal(recordingFromBundle(plain.slice(0, length)), undefined);
  });

  it('never throws, whatever has been changed in it', async () => {
    const place = fc.nat(plain.length);
    const change = fc.tuple(
      place,
      fc.nat(8),
      fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('"', '}', '__proto__', 'null', '-1', '1e999')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        let text = plain;
        for (const [at, length, put] of changes) text = text.slice(0, at) + put + text.slice(at + length);
        const read = recordingFromBundle(text);
        if (read) await replayed(read);
      }),
      { numRuns: runs(1_000) },
    );
  });

  it('never throws for any JSON in its places', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue(), { maxLength: 6 }),
        fc.constantFrom('request', 'response', 'event', 'failed', 'ended', 'body'),
        async (values, type) => {
          const entry = {
            type,
            offsetMs: values[0],
            data: values[1],
            event: values[2],
            body: values[3],
            error: values[4],
            headers: values[5],
            status: values[0],
            url: values[1],
            method: 'x',
            outcome: values[2],
          };
          const read = recordingFromBundle(file({ entries: [entry, values] }));
          assert.ok(read);
          await replayed(read);
        },
      ),
      { numRuns: runs(1_000) },
    );
  });
});
