import { FaultServer } from '../support/faultServer';
import { requestTo, runToEnd, testClient, type EndedRun } from '../support/wirePipeline';
import { allCases } from './cases/allCases';
import { cutEverywhere, type CutKind } from './cuts';
import { differences } from './judge';
import { recordings } from './recordings';
import { readWithSdk } from './sdkReader';
import { splitEverywhere } from './splits';
import type { WireCase } from './wireCase';

/** Longest time for a case with the SDK, which has no timeouts. */
const sdkPatienceMs = 3_500;

interface Row {
  readonly name: string;
  readonly ours: readonly string[];
  readonly sdk?: readonly string[];
}

async function main(): Promise<void> {
  const rows: Row[] = [];
  const show = (row: Row): void => {
    rows.push(row);
    const sdk = row.sdk === undefined ? '–' : verdict(row.sdk);
    process.stdout.write(`${cell(row.name, 64)} │ ${cell(verdict(row.ours), 8)} │ ${sdk}\n`);
    for (const problem of row.ours) process.stdout.write(`    ours: ${problem}\n`);
  };
  process.stdout.write(`${cell('case', 64)} │ ours     │ @coze/api 1.3.9\n${'─'.repeat(110)}\n`);
  const server = await FaultServer.start();
  for (const wireCase of allCases) show(await runCase(server, wireCase));
  await server.stop();
  for (const recording of recordings) {
    for (const kind of ['close', 'break'] as const satisfies readonly CutKind[]) {
      const { cuts, wrong } = await cutEverywhere(recording, kind);
      const how = kind === 'close' ? 'ended' : 'broken';
      show({ name: `${how} at every byte (${String(cuts)}): ${recording.name}`, ours: wrong.slice(0, 3) });
    }
  }
  let splits = 0;
  const wrongSplits: string[] = [];
  for (const wireCase of allCases.filter(({ isVector }) => isVector)) {
    const result = await splitEverywhere(wireCase);
    splits += result.splits;
    wrongSplits.push(...result.wrong.map((at) => `${wireCase.id} in two at byte ${String(at)}`));
  }
  show({
    name: `every vector in two pieces, at every byte (${String(splits)})`,
    ours: wrongSplits.slice(0, 3),
  });
  report(rows);
}

async function runCase(server: FaultServer, wireCase: WireCase): Promise<Row> {
  server.play(wireCase.script);
  const client = testClient({ timeouts: () => wireCase.timeouts ?? { connectMs: 10_000, idleMs: 10_000 } });
  const wire = client.streamChat(requestTo(server.baseUrl), new AbortController().signal);
  const ended = await runToEnd(wire, server.baseUrl);
  const posts = server.postCount === 1 ? [] : [`${String(server.postCount)} POSTs`];
  const ours = [...differences(ended, wireCase.expect), ...posts];
  server.play(wireCase.script);
  return { name: `${wireCase.id}: ${wireCase.title}`, ours, sdk: await judgeSdk(server, wireCase) };
}

/** The SDK is judged by what its user sees, not by our names for causes or features that it lacks. */
async function judgeSdk(server: FaultServer, wireCase: WireCase): Promise<readonly string[]> {
  const { outcome, text, code, debugUrl, tokens, followUps, tools } = wireCase.expect;
  const expected = {
    outcome,
    ...(text !== undefined && { text }),
    ...(code !== undefined && { code }),
    ...(debugUrl !== undefined && { debugUrl }),
    ...(tokens !== undefined && { tokens }),
    ...(followUps !== undefined && { followUps }),
    ...(tools !== undefined && { tools }),
  };
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), sdkPatienceMs);
  });
  const reading: Promise<EndedRun> = runToEnd(readWithSdk(server.baseUrl, controller.signal), server.baseUrl);
  const ended = await Promise.race([reading, patience]);
  clearTimeout(timer);
  controller.abort();
  if (!ended) return ['hangs'];
  const posts = server.requests.length > 1 ? [`${String(server.requests.length)} requests`] : [];
  return [...differences(ended, expected), ...posts];
}

function verdict(problems: readonly string[]): string {
  return problems.length === 0 ? 'right' : `WRONG  ${problems[0] ?? ''}`;
}

function cell(text: string, width: number): string {
  const short = text.length > width ? `${text.slice(0, width - 1)}…` : text;
  return short.padEnd(width);
}

function report(rows: readonly Row[]): void {
  const passed = rows.filter(({ ours }) => ours.length === 0).length;
  const sdkRows = rows.filter(({ sdk }) => sdk !== undefined);
  const sdkPassed = sdkRows.filter(({ sdk }) => sdk?.length === 0).length;
  process.stdout.write(`${'─'.repeat(110)}\n`);
  process.stdout.write(`ours: ${String(passed)} of ${String(rows.length)} right\n`);
  process.stdout.write(`@coze/api: ${String(sdkPassed)} of ${String(sdkRows.length)} right\n`);
  process.stdout.write(`${String(passed)} passed, ${String(rows.length - passed)} failed\n`);
  process.exitCode = passed === rows.length ? 0 : 1;
}

void main();
