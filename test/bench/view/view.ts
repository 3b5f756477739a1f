import { loadavg } from 'node:os';
import { launchChromium } from '../../host/chromium';
import { median, percentile } from '../figures';
import { answerOf, deltasOf } from './answer';
import { bundlePeers, Stage, type Cost } from './stage';

/**
 * Streams answers of 2 kB to 1 MB in deltas of about six characters to the built view, with sanitizing and syntax
 * colouring, and for comparison to plain appending of text (the floor) and to other renderers. CPU is the time of the main
 * thread, which other load on the machine hardly affects; frames are wall time. A frame has 3 deltas (200 a second at
 * 60 Hz; with --quick 10, and 20 for fast or long runs), or 40 in the bursts, whose frames are not synchronized to a
 * display. Other renderers receive every delta in its frame. The view receives its deltas as in the product, in 20 messages
 * a second, so it renders every third frame at 60 Hz; the figures include this batching. With --each-frame it receives
 * them in every frame. The last line is JSON, with figures as multiples of the floor of the same length.
 */
const isQuick = process.argv.includes('--quick');
const isEachFrame = process.argv.includes('--each-frame');
const only = process.argv
  .find((argument) => argument.startsWith('--only='))
  ?.slice(7)
  .split(',');

const peers = [
  'streaming-markdown',
  'streamdown',
  'marked per frame',
  'marked per delta',
  'markdown-it per frame',
  'markdown-it per delta',
  'react-markdown per frame',
  'react-markdown per delta',
];

interface Run {
  readonly label: string;
  readonly length: number;
  readonly perFrame: number;
  readonly rounds: number;
  readonly names: readonly string[];
  readonly limitMs: number;
}

const everyone = ['floor', 'ours', ...peers];
const fastest = ['floor', 'ours', 'streaming-markdown'];
const appending = ['floor', 'ours', 'streaming-markdown', 'streamdown'];

const runs: readonly Run[] = isQuick
  ? [
      { label: '2k', length: 2_000, perFrame: 10, rounds: 1, names: everyone, limitMs: 10_000 },
      { label: '20k', length: 20_000, perFrame: 10, rounds: 1, names: everyone, limitMs: 8_000 },
      { label: '20k fast', length: 20_000, perFrame: 20, rounds: 3, names: fastest, limitMs: 8_000 },
      { label: '200k', length: 200_000, perFrame: 20, rounds: 1, names: ['floor', 'ours'], limitMs: 60_000 },
    ]
  : [
      { label: '2k', length: 2_000, perFrame: 3, rounds: 5, names: everyone, limitMs: 60_000 },
      { label: '20k', length: 20_000, perFrame: 3, rounds: 3, names: everyone, limitMs: 120_000 },
      { label: '200k', length: 200_000, perFrame: 3, rounds: 1, names: everyone, limitMs: 300_000 },
      { label: '20k burst', length: 20_000, perFrame: 40, rounds: 3, names: everyone, limitMs: 60_000 },
      { label: '200k burst', length: 200_000, perFrame: 40, rounds: 1, names: appending, limitMs: 120_000 },
      {
        label: '1M burst',
        length: 1_000_000,
        perFrame: 40,
        rounds: 1,
        names: ['floor', 'ours'],
        limitMs: 600_000,
      },
    ];

/** Chromium options for frames that are not synchronized to a display. */
const unlimited = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

interface Summary {
  readonly cpuMs: number;
  readonly frames: readonly number[];
  readonly heapMb: number;
  readonly share: number;
}

async function measure(run: Run, peerBundle: string): Promise<Map<string, Summary>> {
  const deltas = deltasOf(answerOf(run.length));
  const costs = new Map<string, Cost[]>();
  const isBurst = run.label.endsWith('burst');
  const browser = await launchChromium({ args: isBurst ? unlimited : [] });
  try {
    for (let round = 0; round < run.rounds; round++) {
      for (const name of run.names.filter((one) => !only || one === 'floor' || only.includes(one))) {
        const stage = await Stage.open(browser, name, peerBundle, isEachFrame ? 0 : undefined);
        const cost = await stage.stream(deltas, run.perFrame, run.limitMs);
        costs.set(name, [...(costs.get(name) ?? []), cost]);
        await stage.close();
      }
    }
  } finally {
    await browser.close();
  }
  return new Map([...costs].map(([name, list]) => [name, summaryOf(list)]));
}

function summaryOf(costs: readonly Cost[]): Summary {
  return {
    cpuMs: median(costs.map((cost) => cost.cpuMs)),
    frames: costs.flatMap((cost) => cost.frames.slice(1)),
    heapMb: median(costs.map((cost) => cost.heapMb)),
    share: Math.min(...costs.map((cost) => cost.share)),
  };
}

function print(run: Run, summaries: Map<string, Summary>): void {
  const floor = summaries.get('floor')?.cpuMs ?? Number.NaN;
  console.log(
    `\n${run.label}: ${String(run.perFrame)} deltas a frame, load ${loadavg()[0]?.toFixed(1) ?? '?'}`,
  );
  console.log('                          CPU ms  x floor  p95 ms  longest  >16 ms  >50 ms  heap MB');
  for (const [name, { cpuMs, frames, heapMb, share }] of summaries) {
    const cells = [
      cpuMs.toFixed(0).padStart(7),
      (cpuMs / floor).toFixed(2).padStart(8),
      percentile(frames, 0.95).toFixed(1).padStart(7),
      Math.max(...frames)
        .toFixed(0)
        .padStart(8),
      ...[16, 50].map((limit) => String(frames.filter((frame) => frame > limit).length).padStart(7)),
      heapMb.toFixed(1).padStart(8),
    ];
    const note = share < 1 ? `  gave up at ${(share * 100).toFixed(0)} %` : '';
    console.log(`${name.padEnd(25)}${cells.join(' ')}${note}`);
  }
}

/** CPU time as multiples of the floor; a lower bound for a run that was aborted. */
function ratios(summaries: Map<string, Summary>): Record<string, number | string> {
  const floor = summaries.get('floor')?.cpuMs ?? Number.NaN;
  return Object.fromEntries(
    [...summaries]
      .filter(([name]) => name !== 'floor')
      .map(([name, { cpuMs, share }]) => {
        const ratio = Math.round((cpuMs / floor) * 100) / 100;
        return [name, share < 1 ? `>${String(ratio)}` : ratio];
      }),
  );
}

async function main(): Promise<void> {
  const bundle = await bundlePeers();
  const results = new Map<string, Map<string, Summary>>();
  for (const run of runs) {
    const summaries = await measure(run, bundle);
    results.set(run.label, summaries);
    print(run, summaries);
  }
  const ours = (label: string): Summary | undefined => results.get(label)?.get('ours');
  // Compares runs with the same number of deltas per frame, because more frames cost more.
  const short = ours(isQuick ? '20k fast' : '20k')?.cpuMs ?? Number.NaN;
  const growth = (ours('200k')?.cpuMs ?? Number.NaN) / short;
  const long = [...(ours('20k')?.frames ?? []), ...(ours('200k')?.frames ?? [])].filter(
    (frame) => frame > 50,
  );
  console.log(
    JSON.stringify({
      bench: 'view',
      ...Object.fromEntries([...results].map(([label, summaries]) => [label, ratios(summaries)])),
      exponent: Math.round(Math.log10(growth) * 100) / 100,
      framesOver50AfterFirst: long.length,
    }),
  );
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
