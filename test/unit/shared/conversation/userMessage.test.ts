import assert from 'node:assert/strict';
import {
  isEmptyMessage,
  isParameters,
  isSameMessage,
  messageOf,
  textMessage,
} from '../../../../src/shared/conversation/userMessage';
import { limits } from '../../../../src/shared/limits';
import { parseViewMessage } from '../../../../src/shared/protocol';

const image = { kind: 'image', url: 'https://example.com/a.png' } as const;

describe('a message of the user', () => {
  it('is taken out of a turn without the other fields', () => {
    const turn = { id: 't', text: 'A', attachments: [image], parameters: { a: 1 }, runs: [] };
    assert.deepEqual(messageOf(turn), { text: 'A', attachments: [image], parameters: { a: 1 } });
    assert.deepEqual(messageOf({ ...textMessage('A') }), { text: 'A', attachments: [] });
  });

  it('is empty without visible text and attachments', () => {
    assert.equal(isEmptyMessage(textMessage(' \n')), true);
    assert.equal(isEmptyMessage(textMessage('A')), false);
    assert.equal(isEmptyMessage({ text: '', attachments: [image] }), false);
  });

  it('is the same as another with equal text, attachments and parameters', () => {
    const message = { text: 'A', attachments: [image], parameters: { a: 1 } };
    assert.equal(isSameMessage(message, { ...message }), true);
    assert.equal(isSameMessage(message, { ...message, text: 'B' }), false);
    assert.equal(isSameMessage(message, { ...message, attachments: [] }), false);
    assert.equal(isSameMessage(message, { ...message, parameters: { a: 2 } }), false);
  });

  it('has parameters of bounded size', () => {
    assert.equal(isParameters({ a: [1, { b: null }] }), true);
    for (const value of [undefined, null, 'a', [1], { a: 1n }]) assert.equal(isParameters(value), false);
    assert.equal(isParameters({ a: 'x'.repeat(limits.parameters) }), false);
  });

  it('is read from the view with its parameters', () => {
    const message = { type: 'send', ...textMessage('A') };
    const withParameters = { ...message, parameters: { a: 1 } };
    assert.deepEqual(parseViewMessage(withParameters), withParameters);
    assert.deepEqual(parseViewMessage({ ...message, parameters: [1] }), message);
  });
});
