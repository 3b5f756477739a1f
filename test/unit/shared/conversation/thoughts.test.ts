import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChatEvent } from '../../../../src/shared/conversation/chatEvent';
import {
  appendSplit,
  endSplit,
  scanStart,
  splitThoughts,
} from '../../../../src/shared/conversation/thoughts';
import { piece, runAfter, whole } from './building';
import { runs } from '../../../support/properties';

const stopped: ChatEvent = { type: 'runStopped', runId: 'r1', at: 3 };

/** Text and reasoning of an answer that arrives character by character, then ends. */
function streamed(text: string, ...more: readonly ChatEvent[]): readonly [string, string] {
  const message = runAfter(...Array.from(text, (letter) => piece('1', letter)), ...more).messages[0];
  return [message?.text ?? '', message?.reasoning ?? ''];
}

describe('Reasoning within an answer', () => {
  const cases: Readonly<Record<string, readonly [string, string, string]>> = {
    'stands apart from what it said': ['<think>I see</think>Hello', 'Hello', 'I see'],
    'loses the blanks around it': ['\n <think>\nI see\n</think>\n\n Hello\n', 'Hello\n', 'I see'],
    'may be called thinking, in any case': ['<Thinking>I see</THINKING>Hello', 'Hello', 'I see'],
    'may be empty': ['<think>\n\n</think>\n\nHello', 'Hello', ''],
    'goes to the end where it never ends': ['<think>I see <b', '', 'I see <b'],
    'may come without its opening tag': ['I see\n</think>\n\nHello', 'Hello', 'I see'],
    'may come several times': ['<think>a</think>\nB\n<think>c</think>\nD', 'B\n\nD', 'a\n\nc'],
    'may come twice in a row': ['<think>a</think><think>b</think>C', 'C', 'a\n\nb'],
    'may name its own tag in code': ['<think>a `</think>` b</think>C', 'C', 'a `</think>` b'],
    'is not where a tag is mentioned': ['Use <think> and </think>.', 'Use <think> and </think>.', ''],
    'is not in a fence': ['```\n<think>a</think>\n```\n', '```\n<think>a</think>\n```\n', ''],
    'is not in the fence of an item': ['- ```\n  <think>\n  ```', '- ```\n  <think>\n  ```', ''],
    'is not in a code span': ['a `b\n<think>` c', 'a `b\n<think>` c', ''],
    'is not in indented code': ['a\n\n    <think>\n', 'a\n\n    <think>\n', ''],
    'is not a tag of another name': ['<thinker>a</thinker>', '<thinker>a</thinker>', ''],
    'may follow a fence that has ended': ['```\na\n```\n<think>b</think>', '```\na\n```\n', 'b'],
  };
  for (const [name, [text, said, thought]] of Object.entries(cases)) {
    it(name, () => {
      assert.deepEqual(splitThoughts(text), { text: said, reasoning: thought });
      assert.deepEqual(streamed(text, stopped), [said, thought]);
      assert.deepEqual(streamed(text, whole('1', text)), [said, thought]);
      assert.deepEqual(streamed('', whole('1', text)), [said, thought]);
    });
  }

  const words = fc.constantFrom(
    ...[
      '<think>',
      '</think>',
      '<thinking>',
      '</thinking>',
      '<',
      '</',
      '<thi',
      'nk>',
      '\n',
      '\n\n',
      ' ',
      '    ',
    ],
    ...['```', '```js\n', '~~~\n', '`', '``', 'a', '中文', '> ', '- ', '\t'],
  );
  const text = fc.array(words, { maxLength: 30 }).map((parts) => parts.join(''));

  it('does not depend on the chunks of the text', () => {
    fc.assert(
      fc.property(text, fc.infiniteStream(fc.integer({ min: 1, max: 9 })), (source, sizes) => {
        let state = { text: '', reasoning: '', scan: scanStart };
        for (let at = 0; at < source.length;) {
          const [size = 1] = sizes.take(1);
          state = appendSplit(state, state.scan, source.slice(at, at + size));
          at += size;
        }
        assert.deepEqual(endSplit(state, state.scan), splitThoughts(source));
      }),
      { numRuns: runs(20_000) },
    );
  });

  it('is not found again in the text', () => {
    fc.assert(
      fc.property(text, (source) => {
        const { text: said } = splitThoughts(source);
        const again = splitThoughts(said);
        assert.equal(again.text, said);
        assert.equal(again.reasoning, '');
      }),
      { numRuns: runs(20_000) },
    );
  });

  it('does not add or remove other characters of the answer', () => {
    const letters = (words: string) =>
      Array.from(words.replace(/<\/?think(?:ing)?>|\s/gi, ''))
        .sort()
        .join('');
    // Without angle brackets, which could form a tag when another tag is removed.
    fc.assert(
      fc.property(text, (source) => {
        if (/<(?!\/?think)/i.test(source)) return;
        const { text: said, reasoning } = splitThoughts(source);
        assert.equal(letters(`${said}\n${reasoning}`), letters(source));
      }),
      { numRuns: runs(5_000) },
    );
  });

  it('is joined with that of the field reasoning_content', () => {
    const own: ChatEvent = { type: 'reasoningAppended', runId: 'r1', messageId: '1', text: 'own' };
    const text = '<think>a</think>B';
    assert.deepEqual(runAfter(own, piece('1', text), stopped).messages[0]?.reasoning, 'own\n\na');
    assert.deepEqual(runAfter(own, piece('1', text), whole('1', text)).messages[0]?.reasoning, 'own\n\na');
    assert.deepEqual(runAfter(own, piece('1', 'B'), whole('1', 'B')).messages[0]?.reasoning, 'own');
  });
});
