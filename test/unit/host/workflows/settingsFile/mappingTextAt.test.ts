import assert from 'node:assert/strict';
import { mappingTextAt } from '../../../../../src/host/workflows/settingsFile/mappingTextAt';

/** `|` is the cursor. */
const rows: readonly (readonly [string, string, readonly [number, number] | undefined])[] = [
  ['in an empty message', '{"coze.workflows":[{"selection":{"message":"|"}}]}', [0, 0]],
  ['after a dollar sign', '{"coze.workflows":[{"selection":{"message":"a $|"}}]}', [1, 0]],
  ['within a variable', '{"coze.workflows":[{"selection":{"message":"${pa|th} b"}}]}', [4, 3]],
  ['after a variable', '{"coze.workflows":[{"selection":{"message":"${path}|"}}]}', [0, 0]],
  ['in a parameter', '{"coze.workflows":[{"selection":{"parameters":{"a":"${|"}}}]}', [2, 0]],
  ['in a workspace file', '{"settings":{"coze.workflows":[{"selection":{"message":"$|"}}]}}', [1, 0]],
  ['in a text that is not closed', '{"coze.workflows":[{"selection":{"message":"${|', [2, 0]],
  ['in the name of a parameter', '{"coze.workflows":[{"selection":{"parameters":{"$|":""}}}]}', undefined],
  ['in another field', '{"coze.workflows":[{"name":"$|"}]}', undefined],
  [
    'in a value below a parameter',
    '{"coze.workflows":[{"selection":{"parameters":{"a":{"b":"$|"}}}}]}',
    undefined,
  ],
  ['in another setting', '{"other":[{"selection":{"message":"$|"}}]}', undefined],
];

describe('The variable that is typed', () => {
  for (const [title, marked, expected] of rows) {
    it(`is ${expected ? 'found' : 'not looked for'} ${title}`, () => {
      const typed = mappingTextAt(marked.replace('|', ''), marked.indexOf('|'));
      assert.deepEqual(typed && [typed.before, typed.after], expected);
    });
  }
});
