import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inspect } from '../../../../src/recording/inspection/inspect';
import { RunInspector } from '../../../../src/recording/inspection/runInspector';
import type { RecordedRun, RecordingEntry } from '../../../../src/recording/recording';
import { chatObject, debugUrl, messageObject, usage } from '../../../wire/frames';
import { runs } from '../../../support/properties';

const run: RecordedRun = {
  ...{ runId: 'r1', startedAt: 1_000_000, key: 'k', name: 'Name', workflowId: '1' },
  ...{ origin: 'https://api.coze.cn', baseUrl: 'https://api.coze.cn' },
};

type WithoutTime<T> = T extends unknown ? Omit<T, 'offsetMs'> : never;
type Entry = WithoutTime<RecordingEntry>;

const event = (name: string, data: object): Entry => ({
  ...{ type: 'event', event: name, data: JSON.stringify(data) },
});

const piece = fc.oneof(
  fc.constantFrom('word', ' word', 'é', 'x > y', '\n'),
  fc.constantFrom('', ' ', '\n', '\n<th', 'ink>', '\n<think>', '\n</think>\n', '`', '```\n', 'a<b'),
);
const id = fc.constantFrom('1', '1', '1', '1', '2', '', '0');
const parts = fc.oneof(
  { weight: 12, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<object>(
      ...[
        { reasoning_content: 'hm' },
        { type: 'function_call' },
        { type: 'verbose' },
        { debug_url: debugUrl },
      ],
      ...[
        { type: 'image' },
        { content_type: 'card' },
        { content_type: 'object_string' },
        { type: 'follow_up' },
      ],
    ),
  },
);
const message = (name: string) =>
  fc
    .tuple(piece, id, parts)
    .map(([text, messageId, fields]) => event(name, messageObject(text, { id: messageId, ...fields })));
const end: Entry = { type: 'ended', outcome: 'completed' };
const entry: fc.Arbitrary<Entry> = fc.oneof(
  { weight: 30, arbitrary: message('conversation.message.delta') },
  { weight: 2, arbitrary: message('conversation.message.completed') },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Entry>(
      ...[event('PING', {}), event('dream', {}), event('conversation.chat.created', chatObject('created'))],
      ...[end, { type: 'stopped' } as const],
      { type: 'request', method: 'POST', url: 'https://api.coze.cn/', body: '{}' },
    ),
  },
);
const stream = fc
  .array(fc.tuple(entry, fc.integer({ min: 0, max: 1_500 })), { minLength: 5, maxLength: 60 })
  .map((steps) => {
    let offsetMs = 0;
    const last = [event('conversation.chat.completed', chatObject('completed', { usage })), end];
    return [...steps, ...last.map((each) => [each, 1] as const)].map(([each, waitMs]): RecordingEntry => ({
      ...each,
      offsetMs: (offsetMs += waitMs),
    }));
  });

/** The same stream without deltas that can be joined: each names a debug page that may not be opened. */
function unjoined(entries: readonly RecordingEntry[]): readonly RecordingEntry[] {
  return entries.map((each) => {
    if (each.type !== 'event' || each.event !== 'conversation.message.delta') return each;
    const data = { debug_url: 'https://untrusted.test/', ...(JSON.parse(each.data) as object) };
    return { ...each, data: JSON.stringify(data) };
  });
}

function withoutBytes({ inspection, rows }: ReturnType<typeof inspect>): object {
  const { bytes, ...figures } = inspection.figures;
  return { ...inspection, figures, rows: rows.map(({ bytes: size, ...row }) => row) };
}

describe('The inspection of many deltas', () => {
  it('is that of each delta by itself', () => {
    fc.assert(
      fc.property(stream, (entries) => {
        const expected = inspect({ run, entries: unjoined(entries) });
        assert.deepEqual(withoutBytes(inspect({ run, entries })), withoutBytes(expected));
      }),
      { numRuns: runs(1_000) },
    );
  });

  it('is the same while the run is open', () => {
    fc.assert(
      fc.property(stream, (entries) => {
        const inspector = new RunInspector(run, '');
        for (const each of entries) {
          inspector.add(each);
          inspector.inspection({ isLive: true });
        }
        const { rows } = inspector;
        assert.deepEqual(inspect({ run, entries }), {
          inspection: inspector.inspection({ isLive: false }),
          rows,
        });
      }),
    );
  });
});
