import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { readArguments } from '../../../src/cli/setup/arguments';
import { CliFolder } from './support';

const examples = path.resolve(__dirname, '../../../docs/examples/chatflow-tests');
const textOf = (name: string): Promise<string> => readFile(path.join(examples, name), 'utf8');

describe('The examples of the documentation', () => {
  for (const locale of ['en_US.UTF-8', 'zh_CN.UTF-8']) {
    it(`pass without an account in a terminal of ${locale}`, async () => {
      const folder = await CliFolder.create({
        'demo.coze-test.yaml': await textOf('demo.coze-test.yaml'),
        'greetings.csv': await textOf('greetings.csv'),
      });
      try {
        const ended = await folder.run(['run'], { LANG: locale });
        assert.equal(ended.lastLine, '7 passed, 0 failed', ended.stdout);
      } finally {
        await folder.remove();
      }
    });
  }

  for (const [name, scriptOf] of [
    ['github.yml', (file: { jobs: { tests: { steps: { run?: string }[] } } }) => file.jobs.tests.steps],
    ['gitlab.yml', (file: { 'chatflow-tests': { script: string[] } }) => file['chatflow-tests'].script],
  ] as const) {
    it(`use options that exist: ${name}`, async () => {
      const script = JSON.stringify((scriptOf as (file: unknown) => unknown)(parse(await textOf(name))));
      const [, used = ''] = /coze-chatflow-test\.js (.*?)(?:\\n)?"/.exec(script) ?? [];
      const args = used
        .replace(/\$\{\{.*?\}\}|\$mode/g, '')
        .trim()
        .split(/\s+/);
      const { command, junit, budgetCalls } = readArguments(args);
      assert.deepEqual(
        { command, junit, budgetCalls },
        { command: 'run', junit: 'results.xml', budgetCalls: 100 },
      );
      assert.match(script, /--replay/);
    });
  }
});
