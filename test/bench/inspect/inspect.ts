import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageLedger } from '../../../src/usage/usageLedger';
import { encodeUsageRecord, localDay } from '../../../src/usage/usageRecord';
import { closeSharedBrowser } from '../../support/browser';
import { median, rounded } from '../figures';
import { longRecording, openInspector } from './inspectedRuns';
import { recordingRatio } from './recordingCost';

/*
 * Recorded runs: opening the page "Run" with 100,000 events, from the file to the painted page, and scrolling through them;
 * the CPU time of a run with its recording to that without; opening a ledger with 100,000 runs. Goals: 1,000 ms, no frame over
 * 50 ms, 1.05, 500 ms. The last line is JSON.
 */
const isQuick = process.argv.includes('--quick');
const rounds = isQuick ? 3 : 7;
const count = 100_000;

async function ledgerMs(directory: string): Promise<number> {
  const lines = Array.from({ length: count }, (_, index) => {
    const at = Date.UTC(2026, 10, 30, 12) - (index % 365) * 24 * 60 * 60 * 1_000;
    const key = `w${index % 10}`;
    return encodeUsageRecord({
      ...{
        type: 'run',
        runId: index.toString(16).padStart(32, '0'),
        day: localDay(at),
        key,
        name: `Workflow ${key}`,
      },
      usage: { input: 100 + index, output: index % 500, unsplit: 0 },
      outcome: index % 20 === 0 ? 'failed' : 'completed',
    });
  });
  await writeFile(join(directory, 'usage.jsonl'), lines.join(''));
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const ledger = await UsageLedger.open({ directory, log: { warn: () => undefined } });
    const runs = ledger.query({ by: 'day' }).reduce((sum, row) => sum + row.runs, 0);
    times.push(performance.now() - start);
    ledger.dispose();
    if (runs !== count) throw new Error(`The ledger has ${runs} runs.`);
  }
  return median(times);
}

async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'inspect-'));
  try {
    const recordings = await longRecording(join(directory, 'recordings'), count);
    const opened = [];
    for (let round = 0; round < rounds; round++) opened.push(await openInspector(recordings, count));
    const openMs = median(opened.map(({ hostMs, pageMs }) => hostMs + pageMs));
    const host = median(opened.map(({ hostMs }) => hostMs));
    console.log(`100,000 events: open in ${openMs.toFixed(0)} ms, ${host.toFixed(0)} of them in the host`);
    const ledger = await ledgerMs(directory);
    console.log(`ledger of 100,000 runs: ${ledger.toFixed(0)} ms`);
    const ratio = await recordingRatio(directory, isQuick ? 5 : 10);
    console.log(
      JSON.stringify({
        bench: 'inspect',
        openMs100k: Math.round(openMs),
        framesOver50: median(opened.map(({ framesOver50 }) => framesOver50)),
        recordingCpuRatio: Math.round(ratio * 100) / 100,
        ledgerMs100k: Math.round(ledger),
        heapMb100k: rounded(median(opened.map(({ heapMb }) => heapMb))),
      }),
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

void main().finally(() => void closeSharedBrowser());
