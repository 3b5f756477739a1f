import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

const isWindows = process.platform === 'win32';
const running = new Set<ChildProcess>();
let isWatchingExit = false;

/**
 * Starts a process that cannot outlive this one: with everything it started in its turn it is ended at exit, on Ctrl+C,
 * on SIGTERM and SIGHUP, and after a crash. Only SIGKILL to this process leaves it behind.
 */
export function spawnOwned(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  watchExit();
  // A group of its own (on POSIX) is what makes "everything it started" addressable.
  const child = spawn(command, args, { ...options, detached: !isWindows });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Ends the process and its descendants; resolves when it is gone. Asks first, and insists after five seconds. */
export async function endOwned(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    killTree(child, 'SIGKILL');
    return;
  }
  const exited = once(child, 'exit');
  killTree(child, 'SIGTERM');
  const insist = setTimeout(() => killTree(child, 'SIGKILL'), 5000);
  await exited;
  clearTimeout(insist);
  killTree(child, 'SIGKILL');
}

/** Runs a command to its end and gives its output; rejects with that output when it fails. */
export async function runToEnd(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<string> {
  const child = spawnOwned(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const collect = (chunk: Buffer) => (output += chunk.toString('utf8'));
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === 0) return output;
  const text = `${command} ${args.join(' ')} ended with ${String(code ?? child.signalCode)}:\n${output}`;
  throw new Error(text.trimEnd());
}

function killTree(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (isWindows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: the whole group is gone already, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function watchExit(): void {
  if (isWatchingExit) return;
  isWatchingExit = true;
  process.on('exit', () => {
    for (const child of running) killTree(child, 'SIGKILL');
  });
  const numbers = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const;
  for (const [signal, number] of Object.entries(numbers)) {
    // process.exit runs the handler above; without a handler of ours a signal would skip it.
    process.on(signal, () => process.exit(128 + number));
  }
}
