import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { casesOf } from '../../../src/chatflowTests/plan/plan';
import { runTests } from '../../../src/chatflowTests/run/runTests';
import { readTestFile } from '../../../src/chatflowTests/testFile/readTestFile';
import { clientOf } from '../../../src/cli/setup/clients';
import { chatflowTarget } from '../../../src/runs/chatflowTarget';
import type { Workflow } from '../../../src/shared/workflow';
import { median, rounded } from '../figures';

/**
 * Measures what the runner of chatflow tests adds to the client: 500 tests of three turns against the simulator over HTTP,
 * one test at a time, beside the same requests by the bare client. The rounds alternate. `--quick` runs fewer.
 */
const isQuick = process.argv.includes('--quick');
const tests = isQuick ? 100 : 500;
const rounds = isQuick ? 3 : 5;
const turns = ['my name is Ada', 'what is my name?', 'how many messages?'] as const;

const file = [
  'version: 1',
  "target: { workflowId: '1' }",
  'tests:',
  ...Array.from({ length: tests }, (_, index) =>
    [
      `  - name: test ${String(index)}`,
      '    turns:',
      `      - user: ${turns[0]}`,
      '        expect: [{ text: { contains: Ada } }]',
      `      - user: ${turns[1]}`,
      '        expect: [{ text: { matches: "Ada" } }, { outcome: completed }]',
      `      - user: ${turns[2]}`,
      '        expect: [{ tokens: { above: 0 } }]',
    ].join('\n'),
  ),
].join('\n');

async function main(): Promise<void> {
  const server = spawn(process.execPath, ['--import', 'tsx', path.join(__dirname, 'testsServer.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [baseUrl] = (await once(createInterface(server.stdout), 'line')) as [string];
    const workflow: Workflow = { key: 'w', name: 'w', workflowId: '1', baseUrl, source: 'user' };
    await byRunner(workflow);
    const [bare, runner, memory]: number[][] = [[], [], []];
    for (let round = 0; round < rounds; round++) {
      bare?.push(await timeOf(() => byClient(workflow)));
      runner?.push(await timeOf(() => byRunner(workflow)));
      memory?.push(process.memoryUsage.rss() / 1_000_000);
      console.log(
        `round ${String(round + 1)}: ${rounded(runner?.at(-1) ?? 0)} s, ${rounded(memory?.at(-1) ?? 0)} MB`,
      );
    }
    const [bareSeconds, runnerSeconds] = [median(bare ?? []), median(runner ?? [])];
    console.log(
      JSON.stringify({
        bench: 'tests',
        testsPerSecond: rounded(tests / runnerSeconds),
        overheadMsPerTurn: rounded(((runnerSeconds - bareSeconds) * 1_000) / (tests * turns.length)),
        rssMb: rounded(memory?.at(-1) ?? 0),
        rssGrowthMb: rounded((memory?.at(-1) ?? 0) - (memory?.[0] ?? 0)),
      }),
    );
  } finally {
    server.kill();
  }
}

const credentials = { authorize: () => Promise.resolve('pat_bench0000'), rejected: () => undefined };

async function byRunner(workflow: Workflow): Promise<void> {
  const read = await readTestFile('bench.coze-test.yaml', Buffer.from(file), () =>
    Promise.reject(new Error()),
  );
  if (!('file' in read)) throw new Error('The test file of the bench is wrong');
  const client = clientOf(credentials);
  const { results } = await runTests(casesOf([read.file]), {
    targetOf: () => chatflowTarget(client, workflow),
    ...{ language: 'en', concurrency: 1, requestsPerSecond: Infinity, limits: {}, env: {}, secrets: [] },
    ...{ signal: new AbortController().signal, isReplay: false },
  });
  if (results.some(({ verdict }) => verdict !== 'passed')) throw new Error('A test of the bench failed');
}

async function byClient(workflow: Workflow): Promise<void> {
  const client = clientOf(credentials);
  const { signal } = new AbortController();
  for (let test = 0; test < tests; test++) {
    let conversationId: string | undefined;
    for (const text of turns) {
      const request = {
        workflow,
        messages: [{ role: 'user' as const, text }],
        ...(conversationId !== undefined && { conversationId }),
      };
      for await (const event of client.streamChat(request, signal)) {
        if (event.type === 'chat') conversationId ??= event.chat.conversationId;
      }
    }
  }
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1_000;
}

void main();
