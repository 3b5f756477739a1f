import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleScript } from './bundleScript';
import { runAndKill } from './killedProcess';
import { sentBy, verify } from './verify';

/*
 * Repeatedly kills a window during a chat, and checks that everything it had acknowledged is on disk. `--quick` takes less
 * than a minute. The last line of stdout is the result as JSON; the exit code is 0 if nothing was lost.
 */

const isQuick = process.argv.includes('--quick');
const plan = isQuick
  ? { random: 80, calls: range(1, 200, 8), tears: range(1, 30, 6), baseline: 20 }
  : { random: 1_000, calls: range(1, 200, 1), tears: range(1, 60, 1), baseline: 200 };
/** Number of parallel processes, which mostly wait. */
const lanes = 4;
/** Number of kills after which a new conversation starts. */
const killsPerConversation = 20;
/** Allowed age of shown text that is lost, in milliseconds. */
const longestTextLoss = 1_000;

const total = { kills: 0, acknowledged: 0, lost: 0, unreadable: 0, lostTextAge: 0, late: 0, notKilled: 0 };

function range(from: number, to: number, step: number): readonly number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Milliseconds until a kill. Most kills are early, when most writes happen; every sixth is during a longer stream. */
function randomDelay(number: number): number {
  return number % 6 === 0 ? 800 + Math.random() * 1_800 : Math.random() * 250;
}

/** A directory in which processes are killed one after another. */
class Grave {
  private readonly directory = mkdtempSync(join(tmpdir(), 'kill-'));
  private conversationId = 'new';
  private acknowledged: readonly string[] = [];
  private kills = 0;

  constructor(private readonly script: string) {}

  async kill(pace: string, delay: number | undefined, death: string): Promise<void> {
    const words = await runAndKill(this.script, [this.directory, this.conversationId, pace, death], delay);
    const verdict = await verify(this.directory, words, this.acknowledged);
    total.kills++;
    if (!words.wasKilled) total.notKilled++;
    total.acknowledged += sentBy(words).length;
    total.lost += verdict.lost;
    total.unreadable += verdict.unreadable;
    total.lostTextAge = Math.max(total.lostTextAge, verdict.lostTextAge);
    if (verdict.lostTextAge > longestTextLoss) total.late++;
    if (verdict.lost + verdict.unreadable > 0 || verdict.lostTextAge > longestTextLoss) {
      say(`pace ${pace}, delay ${delay ?? 'none'}, death ${death}: ${JSON.stringify(verdict)}`);
    }
    this.acknowledged = [...this.acknowledged, ...sentBy(words)];
    // A conversation without messages has no journal and cannot be loaded.
    this.conversationId = this.acknowledged.length > 0 ? (verdict.conversationId ?? 'new') : 'new';
    if (++this.kills % killsPerConversation === 0 || verdict.lost > 0) {
      this.conversationId = 'new';
      this.acknowledged = [];
    }
  }

  close(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Processes all items in parallel lanes. `lane` is called once per lane and returns its worker. */
async function inLanes<T>(work: readonly T[], lane: () => (item: T) => Promise<void>): Promise<void> {
  const items = work.values();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      const run = lane();
      for (const item of items) await run(item);
    }),
  );
}

async function killSessions(): Promise<void> {
  const script = await bundleScript('sessionChild', join(__dirname, 'sessionChild.ts'));
  const graves: Grave[] = [];
  const open = () => {
    const grave = new Grave(script);
    graves.push(grave);
    return grave;
  };
  await inLanes(range(1, plan.random, 1), () => {
    const grave = open();
    return (number) => grave.kill(number % 2 === 0 ? 'lifelike' : 'instant', randomDelay(number), 'never');
  });
  say(`killed at random moments: ${JSON.stringify(total)}`);
  const deaths = [...plan.calls.map((at) => `call:${at}`), ...plan.tears.map((at) => `tear:${at}`)];
  await inLanes(deaths, () => async (death) => {
    const grave = open();
    await grave.kill('instant', undefined, death);
    // The next window continues the same conversation.
    await grave.kill('instant', 30, 'never');
    grave.close();
  });
  say(`and after the first file-system calls and in the middle of writes: ${JSON.stringify(total)}`);
  for (const grave of graves) grave.close();
}

/** Resolves to the number of baseline files that were unreadable after a kill. */
async function killBaseline(): Promise<number> {
  const script = await bundleScript('baselineChild', join(__dirname, 'baselineChild.ts'));
  const directory = mkdtempSync(join(tmpdir(), 'kill-baseline-'));
  let unreadable = 0;
  await inLanes(range(1, plan.baseline, 1), () => async (number) => {
    const path = join(directory, `${number}.json`);
    await runAndKill(script, [path], Math.random() * 60);
    try {
      JSON.parse(readFileSync(path, 'utf8'));
    } catch {
      unreadable++;
    }
  });
  rmSync(directory, { recursive: true, force: true });
  return unreadable;
}

async function main(): Promise<void> {
  const startedAt = Date.now();
  await killSessions();
  const baselineUnreadable = await killBaseline();
  const { kills, acknowledged, lost, unreadable, lostTextAge, late, notKilled } = total;
  say(
    `${acknowledged} acknowledged messages; oldest shown text that was lost: ${lostTextAge} ms old, older than a second ${late} times`,
  );
  say(`baseline: ${baselineUnreadable} of ${plan.baseline} plain JSON files unreadable`);
  say(`${Math.round((Date.now() - startedAt) / 1_000)} s`);
  say(JSON.stringify({ bench: 'kill', kills, lost, unreadable, baselineUnreadable }));
  const isKept = lost + unreadable + notKilled + late === 0 && acknowledged > 0;
  process.exitCode = isKept ? 0 : 1;
}

void main();
