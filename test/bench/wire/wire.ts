import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * Measures the CPU time of reading a stream: ours (parse, decode, reduce) compared with the SDKs and two floors, each in a
 * separate process, with a server on loopback in another one, after a warm-up of 1,000 events.
 */
const names = [
  'drain',
  'parse floor',
  'eventsource-parser',
  'ours',
  '@coze/api',
  'openai',
  '@anthropic-ai/sdk',
] as const;
type ReaderName = (typeof names)[number];

interface Measured {
  readonly characters: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly maxRssMb: number;
}

const isQuick = process.argv.includes('--quick');
const rounds: Readonly<Record<number, number>> = isQuick
  ? { 1_000: 5, 10_000: 5, 100_000: 3 }
  : { 1_000: 15, 10_000: 15, 100_000: 9 };
const largeEvent = 8_000_000;
const folder = path.join(__dirname, '../../../.cache/bench');

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: ['../peers/wireReader.ts', 'wireServer.ts'].map((name) => path.join(__dirname, name)),
    entryNames: '[name]',
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  });
  const server = spawn(process.execPath, [path.join(folder, 'wireServer.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const baseUrl = `http://127.0.0.1:${(await firstLine(server)).trim()}`;
    const sizes = Object.keys(rounds).map(Number);
    const table = new Map<number, ReadonlyMap<ReaderName, Measured>>();
    for (const size of sizes) {
      table.set(size, await measureSize(baseUrl, size));
      show(size, table.get(size)!);
    }
    const large = await measureLargeEvent(baseUrl);
    const ours = (size: number): number => table.get(size)!.get('ours')!.cpuSeconds;
    const exponent = Math.log10(ours(100_000) / ours(10_000));
    process.stdout.write(
      `\nCPU of ours grows with the ${exponent.toFixed(2)}th power of the number of events from 10,000 to 100,000: 1 is linear,` +
        ' less because what a run costs at its beginning counts less and less\n',
    );
    process.stdout.write(
      `one event of 8 MB in 1 kB chunks: ours ${large.seconds.toFixed(2)} s, ${large.maxRssMb.toFixed(0)} MB\n`,
    );
    process.stdout.write(
      `${JSON.stringify({
        bench: 'wire',
        '1k': relativeTo(table.get(1_000)!),
        '10k': relativeTo(table.get(10_000)!),
        '100k': relativeTo(table.get(100_000)!),
        event8MBSeconds: round(large.seconds),
        exponent: round(exponent),
      })}\n`,
    );
  } finally {
    server.kill();
  }
}

/**
 * Each round runs all readers, so that other load on the machine affects all of them, and starts with a different one.
 */
async function measureSize(baseUrl: string, size: number): Promise<ReadonlyMap<ReaderName, Measured>> {
  const samples = new Map<ReaderName, Measured[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds[size]!; round++) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)])
      samples.get(name)!.push(await measure(name, baseUrl, `/${String(size)}`));
  }
  return new Map([...samples].map(([name, list]) => [name, median(list)]));
}

async function measureLargeEvent(baseUrl: string): Promise<Measured> {
  const list: Measured[] = [];
  for (let round = 0; round < 3; round++) {
    list.push(await measure('ours', baseUrl, `/event/${String(largeEvent)}`));
  }
  if (list.some(({ characters }) => characters !== largeEvent))
    throw new Error('The large event was not read.');
  return median(list);
}

async function measure(name: ReaderName, baseUrl: string, target: string): Promise<Measured> {
  const child = spawn(
    process.execPath,
    [path.join(folder, 'wireReader.js'), name, baseUrl, target, '/1000'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const measured = JSON.parse(await firstLine(child)) as Measured;
  if (measured.characters === 0) throw new Error(`${name} read no text of ${target}.`);
  return measured;
}

function median(list: readonly Measured[]): Measured {
  const sorted = [...list].sort((a, b) => a.cpuSeconds - b.cpuSeconds);
  return sorted[Math.floor(sorted.length / 2)]!;
}

function relativeTo(measured: ReadonlyMap<ReaderName, Measured>): Record<string, number> {
  const floor = measured.get('parse floor')!.cpuSeconds;
  return Object.fromEntries([...measured].map(([name, { cpuSeconds }]) => [name, round(cpuSeconds / floor)]));
}

function show(size: number, measured: ReadonlyMap<ReaderName, Measured>): void {
  const relative = relativeTo(measured);
  process.stdout.write(`\n${size.toLocaleString('en')} events (median of ${String(rounds[size])} by CPU)\n`);
  process.stdout.write(
    `${'reader'.padEnd(20)}${['CPU s', '× floor', 'events/s', 'max RSS'].map((head) => head.padStart(12)).join('')}\n`,
  );
  for (const [name, { cpuSeconds, seconds, maxRssMb }] of measured) {
    const cells = [
      cpuSeconds.toFixed(3),
      relative[name]!.toFixed(2),
      Math.round(size / seconds).toLocaleString('en'),
      `${maxRssMb.toFixed(0)} MB`,
    ];
    process.stdout.write(`${name.padEnd(20)}${cells.map((text) => text.padStart(12)).join('')}\n`);
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
    });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`ended early with ${String(code)}`)));
  });
}

void main();
