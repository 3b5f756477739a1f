import assert from 'node:assert/strict';
import { acceptEdit, loosenEdit, type Edit } from '../../../src/chatflowTests/edit/checkEdits';
import { checkAt, placeOfCheck } from '../../../src/chatflowTests/edit/checkPlace';
import { parseLocated, readTestFile } from '../../../src/chatflowTests/testFile/readTestFile';

interface Row {
  readonly title: string;
  /** The check in YAML, as an item of `expect`. */
  readonly check: string;
  readonly expected?: string;
  readonly actual: string;
  readonly accepted?: string;
  readonly loosened?: string;
}

const rows: readonly Row[] = [
  { title: 'an outcome', check: 'outcome: waiting', actual: 'completed', accepted: 'outcome: completed' },
  {
    title: 'a text',
    check: 'text: { equals: Booked }',
    expected: 'Booked',
    actual: 'Booked: yes, for two',
    accepted: "text: { equals: 'Booked: yes, for two' }",
    loosened: 'text: { contains: Booked }',
  },
  {
    title: 'a text of several lines',
    check: 'text: { equals: Booked }',
    expected: 'Booked',
    actual: 'Your room\nis ready',
    accepted: 'text: { equals: "Your room\\nis ready" }',
  },
  {
    title: 'a text with what looks like a variable',
    check: 'text: { equals: Booked }',
    actual: 'costs ${price}',
    accepted: "text: { equals: 'costs $${price}' }",
  },
  {
    title: 'a part of a text',
    check: 'text: { contains: Booked, ignoreCase: true }',
    expected: 'Booked',
    actual: 'Sorry',
    accepted: 'text: { equals: Sorry, ignoreCase: true }',
  },
  {
    title: 'a text with a variable',
    check: "text: { equals: 'Hello ${name}' }",
    expected: 'Hello Ada',
    actual: 'Hello Bob',
    accepted: 'text: { equals: Hello Bob }',
    loosened: "text: { contains: 'Hello ${name}' }",
  },
  {
    title: 'a Chinese text',
    check: 'asks: { equals: 您要住几晚？ }',
    expected: '您要住几晚？',
    actual: '请问住几晚呢',
    accepted: 'asks: { equals: 请问住几晚呢 }',
    loosened: 'asks: { contains: 住几晚 }',
  },
  {
    title: 'options',
    check: 'options: { equals: [Red, Green] }',
    actual: 'Red\n#1, blue',
    accepted: "options: { equals: [Red, '#1, blue'] }",
  },
  {
    title: 'a value in JSON',
    check: "json: { path: '$.nights', equals: 2 }",
    actual: '{"nights":3}',
    accepted: "json: { path: '$.nights', equals: {nights: 3} }",
  },
  {
    title: 'a value in JSON with what looks like a variable',
    check: "json: { path: '$.a', equals: 2 }",
    actual: '["${price}"]',
    accepted: "json: { path: '$.a', equals: ['$${price}'] }",
  },
  {
    title: 'the message of an error with the right code',
    check: 'error: { code: 4000, message: { contains: busy } }',
    expected: 'busy',
    actual: 'no credits',
    accepted: 'error: { code: 4000, message: { equals: no credits } }',
  },
  { title: 'several values in JSON', check: "json: { path: '$..a', equals: 2 }", actual: '3, 4' },
  {
    title: 'an error code',
    check: 'error: { code: 4000 }',
    expected: '4000',
    actual: '4001',
    accepted: "error: { code: '4001' }",
  },
  {
    title: 'a similar text',
    check: 'similar: { to: Booked, atLeast: 0.6 }',
    actual: 'No room',
    accepted: 'similar: { to: No room, atLeast: 0.6 }',
  },
  { title: 'a text with a masked secret', check: 'text: { equals: a }', expected: 'a', actual: 'key •••' },
  {
    title: 'texts that have nothing in common',
    check: 'text: { contains: [a, b] }',
    actual: 'c',
    accepted: 'text: { equals: c }',
  },
  { title: 'a duration', check: 'duration: { below: 3s }', actual: '4s' },
];

const yaml = (check: string) => `# Rooms
version: 1
target: { profile: demo }   # the demo
tests:
  - name: other
    turns: [{ user: hi }]
  - name: books   # a room

    turns:
      - user: book
        expect:
          - noError: true
          - ${check}   # important
          - tokens: { below: 9 }
`;

function applied(text: string, edit: Edit): string {
  return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

function failedIn(path: string, text: string, line: number, { check, expected = '', actual }: Row) {
  const parsed = parseLocated(path, text);
  assert.ok('root' in parsed);
  const name = /^\w+/.exec(check)?.[0] ?? '';
  const place = placeOfCheck(parsed.root, text, 'books', { check: name, line });
  assert.ok(place, 'the check is found');
  assert.deepEqual(place, { test: 'books', turn: 0, index: 1, check: name });
  const member = checkAt(parsed.root, place);
  assert.ok(member);
  return { name, member, expected, actual };
}

describe('A failed check', () => {
  for (const row of rows) {
    it(`of ${row.title} accepts the actual value, and keeps the rest of the YAML`, () => {
      const text = yaml(row.check);
      const edit = acceptEdit(text, false, failedIn('a.coze-test.yaml', text, 13, row));
      assert.equal(edit && applied(text, edit), row.accepted && yaml(row.accepted));
    });

    it(`of ${row.title} can ask for the common part`, () => {
      const text = yaml(row.check);
      const edit = loosenEdit(text, false, failedIn('a.coze-test.yaml', text, 13, row));
      const expected = row.loosened;
      if (expected !== undefined) assert.equal(edit && applied(text, edit), yaml(expected));
      else if (!row.check.includes('equals: Booked')) assert.equal(edit, undefined);
    });
  }

  it('is a mistake of no kind after the edit', async () => {
    for (const row of rows) {
      if (row.accepted === undefined) continue;
      const bytes = new TextEncoder().encode(yaml(row.accepted));
      const read = await readTestFile('a.coze-test.yaml', bytes, () => Promise.reject(new Error()));
      assert.ok('file' in read, row.title);
    }
  });

  it('of a block text is replaced with its line break', () => {
    const text = yaml(
      'text:\n              equals: |\n                Booked\n                today',
    ).replace('   # important', '');
    const row = { title: '', check: 'text', expected: 'Booked\ntoday\n', actual: 'Booked' };
    const failed = failedIn('a.coze-test.yaml', text, 13, row);
    const edit = acceptEdit(text, false, failed);
    assert.ok(edit);
    assert.match(applied(text, edit), /equals: Booked\n {10}- tokens/);
  });

  it('is changed in JSON as in YAML', () => {
    const json = (check: string) =>
      JSON.stringify(
        {
          version: 1,
          tests: [
            {
              name: 'books',
              turns: [{ user: 'a', expect: [{ noError: true }, { text: { CHECK: 'Booked' } }] }],
            },
          ],
        },
        undefined,
        2,
      ).replace('"CHECK": "Booked"', check);
    const text = json('"equals": "Booked"');
    const line = text.slice(0, text.indexOf('"text"')).split('\n').length - 1;
    const row = { title: '', check: 'text', expected: 'Booked', actual: 'Booked "now"' };
    const failed = failedIn('a.coze-test.json', text, line, row);
    const accept = acceptEdit(text, true, failed);
    const loosen = loosenEdit(text, true, failed);
    assert.ok(accept && loosen);
    assert.equal(applied(text, accept), json('"equals": "Booked \\"now\\""'));
    assert.equal(applied(text, loosen), json('"contains": "Booked"'));
  });

  it('is found among others of its kind in one line', async () => {
    const turns =
      '[{ user: a, expect: [{ text: { contains: a } }, { text: { contains: b } }] }, { user: b, expect: [{ text: { contains: c } }] }]';
    const text = `version: 1\ntarget: { profile: demo }\ntests: [{ name: x, turns: ${turns} }]\n`;
    const read = await readTestFile('a.coze-test.yaml', Buffer.from(text), () => Promise.reject(new Error()));
    const parsed = parseLocated('a.coze-test.yaml', text);
    assert.ok('file' in read && 'root' in parsed);
    const specs = read.file.tests.flatMap((test) => test.turns.flatMap(({ checks }) => checks));
    const found = specs.map(({ name, line, column }) => {
      const place = placeOfCheck(parsed.root, text, 'x', { check: name, line, column });
      return place && checkAt(parsed.root, place)?.node.members?.get('contains')?.node.value;
    });
    assert.deepEqual(found, ['a', 'b', 'c']);
  });

  it('is found after lines were added above it', () => {
    const row = rows[1]!;
    const text = yaml(row.check);
    const parsed = parseLocated('a.coze-test.yaml', text);
    assert.ok('root' in parsed);
    const place = placeOfCheck(parsed.root, text, 'books', { check: 'text', line: 13 });
    const changed = parseLocated('a.coze-test.yaml', `# more\n# lines\n${text}`);
    assert.ok(place && 'root' in changed);
    assert.equal(checkAt(changed.root, place)?.node.members?.get('equals')?.node.value, 'Booked');
  });
});
