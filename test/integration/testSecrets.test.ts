import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import type { TestMessage } from 'vscode';
import { useTestExplorer } from './support/useTestExplorer';

const file = 'secret.coze-test.yaml';
const text = `version: 1
target: { profile: Tests }
variables:
  pin: { env: COZE_TESTS_PIN, secret: true }
tests:
  - name: sends a PIN
    turns:
      - user: my name is \${pin}
        expect:
          - text: { equals: The name is unknown. }
`;
const pin = 'Pincanary';

const textOf = ({ message, actualOutput = '' }: TestMessage) =>
  `${typeof message === 'string' ? message : message.value}\n${actualOutput}`;

async function textsIn(folder: string): Promise<string> {
  const names = await readdir(folder);
  return (await Promise.all(names.map((name) => readFile(`${folder}/${name}`, 'utf8')))).join('');
}

/** The texts of the pieces that an answer arrived in, one after the other. */
const piecesIn = (recording: string) =>
  [...recording.matchAll(/\\+"content\\+":\\+"(.*?)\\+"/g)].map(([, piece = '']) => piece).join('');

describe('Secret variables of chatflow tests', () => {
  const explorer = useTestExplorer('secrets', { [file]: text });
  const { service } = explorer;
  const run = (mode: 'live' | 'record' | 'replay' | 'debug') =>
    explorer.opened.run(mode, [explorer.fileItem(file)]);

  it('are not asked for by a replay', async () => {
    await run('replay');
    assert.deepEqual(explorer.opened.askedSecrets, []);
  });

  it('are asked for before the first run, which skips the tests without them', async () => {
    const skipped = await run('live');
    assert.deepEqual(explorer.opened.askedSecrets, ['COZE_TESTS_PIN']);
    assert.deepEqual([...skipped.states.values()], ['skipped']);
    assert.match(skipped.output, /COZE_TESTS_PIN is not set/);
    assert.equal(service.requests.length, 0);
  });

  it('are sent, and masked in the output, the messages and the recordings', async () => {
    const { opened } = explorer;
    opened.secret = pin;
    const made = await run('record');
    assert.deepEqual([...made.states.values()], ['failed']);
    assert.match(service.requests[0]?.body ?? '', new RegExp(`my name is ${pin}`));
    const shown = [...made.messages.values()].flat().map(textOf).join('\n');
    assert.match(shown, /•••/);
    assert.match(made.output, /› my name is •••/);
    const recorded = await textsIn(explorer.uriOf('__runs__').fsPath);
    assert.match(recorded, /my name is •••/);
    const kept = JSON.stringify(opened.recorded);
    for (const output of [shown, made.output, recorded, piecesIn(recorded), kept, piecesIn(kept)])
      assert.ok(!output.includes(pin), output);
  });

  it('are kept for the next run, and masked before a turn of the debugger', async () => {
    const { opened } = explorer;
    const asked = opened.askedSecrets.length;
    const steps: string[] = [];
    opened.answerStep = ({ text: sent, shown }) => {
      steps.push(shown);
      return { text: sent };
    };
    await run('debug');
    assert.deepEqual(steps, ['my name is •••']);
    assert.match(service.requests[1]?.body ?? '', new RegExp(`my name is ${pin}`));
    assert.equal(opened.askedSecrets.length, asked);
  });

  it('are found in a replay by their mark', async () => {
    const sent = service.requests.length;
    const replayed = await run('replay');
    assert.deepEqual([...replayed.states.values()], ['failed']);
    assert.equal(service.requests.length, sent);
  });
});
