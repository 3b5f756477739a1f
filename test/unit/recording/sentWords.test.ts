import assert from 'node:assert/strict';
import { sentWords } from '../../../src/recording/sentWords';

const body = (...messages: readonly unknown[]) => JSON.stringify({ additional_messages: messages });
const parts = [
  { type: 'text', text: 'Look at' },
  { type: 'file', file_id: '7' },
  { type: 'text', text: 'this' },
];

const rows: readonly [string, string, string][] = [
  ['the last message', body({ content: 'Earlier' }, { content: 'Hello\nyou' }), 'Hello you'],
  [
    'the texts beside files',
    body({ content_type: 'object_string', content: JSON.stringify(parts) }),
    'Look at this',
  ],
  ['without marks of text direction', body({ content: 'a\u202Eb' }), 'ab'],
  ['the beginning of a long text', body({ content: 'x'.repeat(100_000) }), `${'x'.repeat(79)}…`],
  ['nothing of a content that is no text', body({ content: 5 }), ''],
  ['nothing of an unreadable content', body({ content_type: 'object_string', content: '{' }), ''],
  ['nothing without a message', '{"additional_messages":[]}', ''],
  ['nothing of another body', '[1', ''],
];

describe('The first words of a recorded run', () => {
  for (const [name, request, words] of rows) {
    it(`are ${name}`, () => {
      assert.equal(sentWords(request), words);
    });
  }
});
