import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

const isWindows = process.platform === 'win32';
const running = new Set<ChildProcess>();
let isWatchingExit = false;

/**
 * Starts a process that ends with this one: it and its descendants are killed at exit, on Ctrl+C, on SIGTERM and SIGHUP,
 * and after a crash. They outlive this process only if it is ended by SIGKILL.
 */
export function spawnOwned(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  watchExit();
  // On POSIX, a separate process group can be signalled as a whole.
  const child = spawn(command, args, { ...options, detached: !isWindows });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Ends the process and its descendants: SIGTERM, then SIGKILL after five seconds. Resolves when it has exited. */
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

/** Runs a command to its end. Resolves to its output; rejects with the output if the command fails. */
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
    // ESRCH: the whole group has exited already.
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
    // process.exit runs the exit handler, which the default action of a signal would skip.
    process.on(signal, () => process.exit(128 + number));
  }
}
