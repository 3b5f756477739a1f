import { closeSharedBrowser } from '../../support/browser';
import { conversationOf, ListPage } from './listPage';

/**
 * Long lists: opens conversations of 100, 1,000 and 10,000 messages, appends to the last message, and streams an answer of
 * 2 MB. Goals: 10,000 messages open in under a second, and a delta costs at most 1.3 times as much at 10,000 messages as at
 * 100, and at the end of 2 MB as at its start. The last line is JSON. Rounds alternate, so that load affects every size.
 */
const isQuick = process.argv.includes('--quick');
const rounds = isQuick ? 3 : 7;
const deltas = isQuick ? 120 : 300;
const sizes = [100, 1000, 10_000] as const;
const megabytes = 2;

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const show = (value: number) => value.toFixed(2).padStart(9);

interface Figures {
  open: number[];
  delta: number[];
  p95: number[];
  heap: number[];
}

const words = (count: number) =>
  Array.from({ length: count }, (_, index) => (index % 40 === 39 ? '.\n\nNext' : ' words'));

async function lists(): Promise<Map<number, Figures>> {
  const figures = new Map(
    sizes.map((size): [number, Figures] => [size, { open: [], delta: [], p95: [], heap: [] }]),
  );
  for (let round = 0; round <= rounds; round++) {
    for (const size of sizes) {
      const page = await ListPage.open();
      const empty = await page.heapMb();
      const open = await page.show(conversationOf(size));
      await page.stream(words(30));
      const { cpuMs, p95FrameMs } = await page.stream(words(deltas));
      const heap = (await page.heapMb()) - empty;
      await page.close();
      // The first round is a warm-up.
      if (round === 0) continue;
      const all = figures.get(size);
      all?.open.push(open);
      all?.delta.push(cpuMs);
      all?.p95.push(p95FrameMs);
      all?.heap.push(heap);
    }
  }
  return figures;
}

/** Cost of a delta at the start and at the end of one answer of 2 MB. */
async function longAnswer(): Promise<{ start: number; end: number; heap: number }> {
  const paragraph = `${'Many words of a very long answer. '.repeat(14)}\n\n`;
  const pieces = 40;
  const piece = paragraph.repeat(Math.ceil((megabytes * 1_000_000) / pieces / paragraph.length));
  const costs = { start: [] as number[], end: [] as number[], heap: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const page = await ListPage.open();
    await page.show(conversationOf(2));
    await page.stream([paragraph.repeat(20), ...words(30)]);
    costs.start.push((await page.stream(words(deltas))).cpuMs);
    await page.stream(Array.from({ length: pieces }, () => `\n\n${piece}`));
    await page.stream(words(30));
    costs.end.push((await page.stream(words(deltas))).cpuMs);
    costs.heap.push(await page.heapMb());
    await page.close();
  }
  return { start: median(costs.start), end: median(costs.end), heap: median(costs.heap) };
}

async function main(): Promise<void> {
  const figures = await lists();
  console.log('messages   open ms  CPU ms/delta  p95 frame ms  heap MB');
  for (const [size, { open, delta, p95, heap }] of figures) {
    console.log(
      `${String(size).padStart(8)} ${show(median(open))}     ${show(median(delta))}     ${show(median(p95))} ${show(median(heap))}`,
    );
  }
  const answer = await longAnswer();
  console.log(`2 MB answer: ${show(answer.start)} CPU ms/delta at its start, ${show(answer.end)} at its end`);
  const deltaOf = (size: number) => median(figures.get(size)?.delta ?? []);
  const rounded = (value: number) => Math.round(value * 100) / 100;
  console.log(
    JSON.stringify({
      bench: 'list',
      openMs10k: Math.round(median(figures.get(10_000)?.open ?? [])),
      deltaRatio10kTo100: rounded(deltaOf(10_000) / deltaOf(100)),
      deltaRatioEndToStart2MB: rounded(answer.end / answer.start),
      heapMb10k: rounded(median(figures.get(10_000)?.heap ?? [])),
    }),
  );
}

void main().finally(() => void closeSharedBrowser());
