import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exceededLimit, maxTextLength } from '../../../src/shared/limits';
import { assertNever, parseViewMessage, type ViewMessage } from '../../../src/shared/protocol';
import { runs } from '../../support/properties';

const id = 'a'.repeat(32);
const link = { kind: 'image', url: 'https://example.com/a.png' } as const;

/** A sample of every message, with all optional fields. */
const samples: { readonly [T in ViewMessage['type']]: Extract<ViewMessage, { type: T }> } = {
  ready: { type: 'ready' },
  send: {
    type: 'send',
    text: 'Hello',
    attachments: [link, { ...link, kind: 'file', name: 'a.png' }],
  },
  previewRequest: { type: 'previewRequest', text: 'Hello', attachments: [link] },
  attachFiles: { type: 'attachFiles' },
  attachUris: { type: 'attachUris', uris: ['file:///a.png'] },
  attachBlob: { type: 'attachBlob', id, name: 'a.png', mime: 'image/png', size: 3 },
  attachChunk: { type: 'attachChunk', id, index: 0, data: 'AAAA', isLast: true },
  removeUpload: { type: 'removeUpload', id },
  retryUpload: { type: 'retryUpload', id },
  answerInterrupt: { type: 'answerInterrupt', turnId: id, text: 'noodles' },
  dismissInterrupt: { type: 'dismissInterrupt', turnId: id },
  keepTyped: { type: 'keepTyped', id, at: 5, value: '{}' },
  loadInputs: { type: 'loadInputs' },
  keepInputs: { type: 'keepInputs', workflow: 'https://api.coze.cn 1', values: { city: 'Rome' } },
  resetInputs: { type: 'resetInputs', workflow: 'https://api.coze.cn 1' },
  stop: { type: 'stop' },
  repeatTurn: { type: 'repeatTurn', turnId: id },
  editTurn: { type: 'editTurn', turnId: id, text: 'Hello' },
  hideTurn: { type: 'hideTurn', turnId: id },
  showTurn: { type: 'showTurn', turnId: id },
  removeQueued: { type: 'removeQueued', queueId: id },
  sendQueued: { type: 'sendQueued', queueId: id },
  selectWorkflow: { type: 'selectWorkflow' },
  addWorkflow: { type: 'addWorkflow' },
  setToken: { type: 'setToken' },
  signIn: { type: 'signIn' },
  tryDemo: { type: 'tryDemo' },
  showConnection: { type: 'showConnection' },
  openDebugPage: { type: 'openDebugPage', runId: id },
  inspectRun: { type: 'inspectRun', runId: id },
  openLink: { type: 'openLink', messageKey: `${id}/0`, index: 3 },
  loadMedia: { type: 'loadMedia', messageKey: `${id}/0`, source: 'markdown', index: 0 },
  openMedia: { type: 'openMedia', messageKey: `${id}/0`, source: 'body', index: 1 },
  saveMedia: { type: 'saveMedia', messageKey: `${id}/0`, source: 'body', index: 1 },
  openMediaInEditor: { type: 'openMediaInEditor', messageKey: `${id}/0`, source: 'markdown', index: 1 },
  runRemedy: { type: 'runRemedy', remedy: 'setToken', runId: id },
  copyMessage: { type: 'copyMessage', messageKey: `${id}/0` },
  copyText: { type: 'copyText', text: 'x' },
  insertAtCursor: { type: 'insertAtCursor', text: 'x' },
  applyToSelection: { type: 'applyToSelection', text: 'x' },
  showFindings: { type: 'showFindings', messageKey: 'r/1' },
  giveFeedback: { type: 'giveFeedback', messageKey: `${id}/0`, feedback: 'like' },
  focusChanged: { type: 'focusChanged', focus: 'palette' },
  reportViewError: { type: 'reportViewError', text: 'Error: x' },
};

const all: readonly ViewMessage[] = Object.values(samples);

/** The fields that a message of this type may have. */
function fieldsOf(message: ViewMessage): ReadonlySet<string> {
  return new Set(Object.keys(samples[message.type]));
}

describe('parseViewMessage', () => {
  for (const sample of all) {
    it(`reads ${sample.type}, and copies known fields only`, () => {
      assert.deepEqual(parseViewMessage(sample), sample);
      assert.deepEqual(parseViewMessage({ ...sample, url: 'https://evil.example', command: 'x' }), sample);
    });

    for (const field of Object.keys(sample)) {
      it(`rejects ${sample.type} without ${field}, or with another type of it`, () => {
        const { [field as 'type']: _left, ...rest } = sample;
        assert.equal(parseViewMessage(rest), undefined);
        for (const wrong of [null, undefined, 12.5, true, field === 'values' ? [] : {}, [1], () => id]) {
          if (field === 'isLast' && wrong === true) continue;
          assert.equal(parseViewMessage({ ...sample, [field]: wrong }), undefined, typeof wrong);
        }
      });
    }
  }

  const refused: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['null', null],
    ['a string', 'ready'],
    ['a list', ['ready']],
    ['an unknown type', { type: 'runCommand', command: 'workbench.action.quit' }],
    ['a type out of the prototype', { type: 'toString' }],
    ['the type __proto__', { type: '__proto__' }],
    ['text beyond the limit', { type: 'copyText', text: 'x'.repeat(maxTextLength + 1) }],
    ['an id beyond the limit', { type: 'hideTurn', turnId: 'a'.repeat(201) }],
    ['a negative index', { ...samples.openLink, index: -1 }],
    ['an index that is no integer', { ...samples.openLink, index: 0.5 }],
    ['an infinite index', { ...samples.openLink, index: Infinity }],
    ['an unknown remedy', { ...samples.runRemedy, remedy: 'constructor' }],
    ['an unknown place of the focus', { ...samples.focusChanged, focus: 'constructor' }],
    ['an unknown source', { ...samples.loadMedia, source: 'disk' }],
    ['an input that is no text', { ...samples.keepInputs, values: { days: 3 } }],
    ['inputs beyond the limit', { ...samples.keepInputs, values: { city: 'x'.repeat(1_000_000) } }],
    ['unknown feedback', { ...samples.giveFeedback, feedback: 'love' }],
    ['21 attachments', { ...samples.send, attachments: Array(21).fill(link) }],
    ['an attachment without URL', { ...samples.send, attachments: [{ kind: 'image', fileId: '1' }] }],
    ['an attachment of unknown kind', { ...samples.send, attachments: [{ ...link, kind: 'script' }] }],
    ['21 dropped files', { ...samples.attachUris, uris: Array(21).fill('file:///a.png') }],
    ['a chunk beyond the limit', { ...samples.attachChunk, data: 'A'.repeat(349_529) }],
    ['an attachment that is null', { ...samples.send, attachments: [null] }],
    ['a URL beyond the limit', { ...samples.send, attachments: [{ ...link, url: 'x'.repeat(8_001) }] }],
  ];
  for (const [what, value] of refused) {
    it(`rejects ${what}`, () => assert.equal(parseViewMessage(value), undefined));
  }

  it('accepts text up to its limit', () => {
    const message = { type: 'copyText', text: 'x'.repeat(maxTextLength) } as const;
    assert.deepEqual(parseViewMessage(message), message);
  });

  it('drops the file ID of an attachment and a name that is too long', () => {
    const attachments = [{ ...link, fileId: '1', name: 'a'.repeat(201) }];
    assert.deepEqual(parseViewMessage({ ...samples.send, attachments }), {
      ...samples.send,
      attachments: [link],
    });
  });

  it('is not affected by __proto__', () => {
    const json = `{"type":"send","text":"x","attachments":[{"kind":"image","url":"u","__proto__":{"polluted":1}}],
      "__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}`;
    const message = parseViewMessage(JSON.parse(json));
    assert.deepEqual(message, { type: 'send', text: 'x', attachments: [{ kind: 'image', url: 'u' }] });
    assert.equal(Object.getPrototypeOf(message), Object.prototype);
    assert.equal(({} as { polluted?: number }).polluted, undefined);
  });
});

const anyValue = fc.anything({ withNullPrototype: true, withBigInt: true, withMap: true, withDate: true });
const anyKey = fc.oneof(
  fc.constantFrom(
    'type',
    'text',
    'attachments',
    'turnId',
    'runId',
    'messageKey',
    'index',
    'remedy',
    'source',
  ),
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'url', 'command'),
  fc.string({ maxLength: 5 }),
);

/** A valid message with some fields changed, added or removed. */
const mutated = fc
  .tuple(
    fc.constantFrom(...all),
    fc.array(fc.tuple(anyKey, fc.option(anyValue, { nil: undefined })), { maxLength: 4 }),
  )
  .map(([sample, changes]) => {
    const message: Record<string, unknown> = { ...sample };
    for (const [key, value] of changes) {
      if (value === undefined) Reflect.deleteProperty(message, key);
      else Object.defineProperty(message, key, { value, enumerable: true, configurable: true });
    }
    return message;
  });

const typed = fc.record({ type: fc.constantFrom(...all).map(({ type }) => type) }, { noNullPrototype: true });
const anyMessage = fc.oneof(
  anyValue,
  mutated,
  fc
    .tuple(typed, fc.dictionary(anyKey, anyValue, { maxKeys: 6 }))
    .map(([type, rest]) => ({ ...rest, ...type })),
);

describe('parseViewMessage, given 10,000 random and mutated messages', () => {
  it('never throws, and copies known fields only', () => {
    let read = 0;
    fc.assert(
      fc.property(anyMessage, (value) => {
        const message = parseViewMessage(value);
        if (!message) return;
        read++;
        const known = fieldsOf(message);
        for (const key of Object.keys(message)) assert.ok(known.has(key), key);
        assert.equal(Object.getPrototypeOf(message), Object.prototype);
        // The result is a message, so reading it again returns the same.
        assert.deepEqual(parseViewMessage(message), message);
      }),
      { numRuns: runs(10_000) },
    );
    assert.ok(read > runs(10_000) / 20, `${read} were read: the generator makes too few messages that pass`);
    assert.equal(({} as { polluted?: number }).polluted, undefined);
  });
});

describe('the choice while the workflow waits', () => {
  it('is read if it is one of the two, and only with messages to send', () => {
    for (const sample of [samples.send, samples.sendQueued]) {
      for (const whileWaiting of ['answer', 'newConversation']) {
        assert.deepEqual(parseViewMessage({ ...sample, whileWaiting }), { ...sample, whileWaiting });
      }
      assert.deepEqual(parseViewMessage({ ...sample, whileWaiting: 'yes' }), sample);
    }
    assert.deepEqual(parseViewMessage({ ...samples.editTurn, whileWaiting: 'answer' }), samples.editTurn);
  });
});

describe('exceededLimit', () => {
  const attachments = (count: number, length: number) =>
    Array.from({ length: count }, () => ({ ...link, url: `https://${'a'.repeat(length - 8)}` }));

  it('names what the host rejects, for every message with text or attachments', () => {
    const lengths = [0, 1, maxTextLength, maxTextLength + 1, maxTextLength + 200_000];
    for (const sample of all) {
      if (!('text' in sample)) continue;
      for (const length of lengths) {
        const message: ViewMessage = { ...sample, text: 'a'.repeat(length) };
        assert.equal(parseViewMessage(message) === undefined, exceededLimit(message) !== undefined);
      }
    }
    for (const [count, length] of [
      [0, 8],
      [20, 30],
      [21, 30],
      [1, 8_000],
      [1, 8_001],
    ] as const) {
      const message = { ...samples.send, attachments: attachments(count, length) };
      assert.equal(parseViewMessage(message) === undefined, exceededLimit(message) !== undefined);
    }
    assert.deepEqual(exceededLimit({ ...samples.send, text: 'a'.repeat(4_200_002) }), {
      limit: 'text',
      length: 4_200_002,
    });
    assert.deepEqual(exceededLimit({ ...samples.send, attachments: attachments(21, 30) }), {
      limit: 'attachments',
      length: 21,
    });
  });
});

describe('assertNever', () => {
  it('throws if it is reached', () => {
    assert.throws(() => assertNever('x' as never), /Unexpected value: x/);
  });
});
