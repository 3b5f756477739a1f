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
  ? { graves: 4, kills: 20, calls: range(1, 200, 8), tears: range(1, 30, 6), baseline: 20 }
  : { graves: 20, kills: 50, calls: range(1, 200, 1), tears: range(1, 60, 1), baseline: 200 };
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

/** Numbers from 0 to 1 that are spread evenly (multiples of the golden ratio), the same in each run. */
function spread(number: number): number {
  return (number * 0.618_034) % 1;
}

/** Milliseconds until a kill. Most kills are early, when most writes happen; every sixth is during a longer stream. */
function delayOf(number: number): number {
  return number % 6 === 0 ? 800 + spread(number) * 1_800 : spread(number) * 250;
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

/** Processes all items in parallel lanes. */
async function inLanes<T>(work: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const items = work.values();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const item of items) await run(item);
    }),
  );
}

async function killSessions(): Promise<void> {
  const script = await bundleScript('sessionChild', join(__dirname, 'sessionChild.ts'));
  // Several directories, because each kill is followed by a reading of the whole directory.
  await inLanes(range(1, plan.graves, 1), async (directory) => {
    const grave = new Grave(script);
    for (const kill of range(1, plan.kills, 1)) {
      const number = directory * plan.kills + kill;
      await grave.kill(number % 2 === 0 ? 'lifelike' : 'instant', delayOf(number), 'never');
    }
    grave.close();
  });
  say(`killed at any moment: ${JSON.stringify(total)}`);
  const deaths = [...plan.calls.map((at) => `call:${at}`), ...plan.tears.map((at) => `tear:${at}`)];
  await inLanes(deaths, async (death) => {
    const grave = new Grave(script);
    await grave.kill('instant', undefined, death);
    // The next window continues the same conversation.
    await grave.kill('instant', 30, 'never');
    grave.close();
  });
  say(`and after the first file-system calls and in the middle of writes: ${JSON.stringify(total)}`);
}

/** Resolves to the number of baseline files that were unreadable after a kill. */
async function killBaseline(): Promise<number> {
  const script = await bundleScript('baselineChild', join(__dirname, 'baselineChild.ts'));
  const directory = mkdtempSync(join(tmpdir(), 'kill-baseline-'));
  let unreadable = 0;
  await inLanes(range(1, plan.baseline, 1), async (number) => {
    const path = join(directory, `${number}.json`);
    await runAndKill(script, [path], spread(number) * 60);
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
