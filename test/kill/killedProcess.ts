import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a process had told when it was dead. */
export interface LastWords {
  readonly lines: readonly string[];
  /** Milliseconds since the epoch at which it was killed. */
  readonly killedAt: number;
  /** It ended by `kill -9` and not by itself. */
  readonly wasKilled: boolean;
}

/**
 * Starts a script and kills it with `kill -9`, `delay` milliseconds after its first line. Without a delay it is expected to
 * kill itself, and to tell `dying <time>` before it does.
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
