import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** The output of a killed process. */
export interface LastWords {
  readonly lines: readonly string[];
  /** Time of the kill, in milliseconds since the epoch. */
  readonly killedAt: number;
  /** Whether it ended by SIGKILL. */
  readonly wasKilled: boolean;
}

/**
 * Starts a script and kills it with SIGKILL, `delay` milliseconds after its first output. Without a delay the script must
 * kill itself, after it has printed `dying <time>`.
 */
export async function runAndKill(
  script: string,
  parameters: readonly string[],
  delay: number | undefined,
): Promise<LastWords> {
  const child = spawn(process.execPath, [script, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  let killedAt = 0;
  let timer: NodeJS.Timeout | undefined;
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text: string) => {
    output += text;
    if (delay === undefined) return;
    timer ??= setTimeout(() => {
      killedAt = Date.now();
      child.kill('SIGKILL');
    }, delay);
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  clearTimeout(timer);
  const lines = output.split('\n').slice(0, -1);
  const dying = lines.find((line) => line.startsWith('dying '));
  if (dying) killedAt = Number(dying.slice(6));
  return { lines, killedAt, wasKilled: signal === 'SIGKILL' };
}
