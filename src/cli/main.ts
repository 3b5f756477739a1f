import { version } from './version';
import { runCli } from './cli';
import { exitCodes } from './exitCodes';

const interrupt = new AbortController();

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The second one does not wait for open connections.
    if (interrupt.signal.aborted) process.exit(exitCodes.interrupted);
    interrupt.abort();
  });
}

async function main(): Promise<number> {
  return runCli({
    args: process.argv.slice(2),
    env: process.env,
    // Throws if the folder was removed.
    cwd: process.cwd(),
    stdout: process.stdout,
    stderr: process.stderr,
    version,
    interrupted: interrupt.signal,
  });
}

void main()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'Error'}\n`);
    return exitCodes.errors;
  })
  .then((code) => {
    process.exitCode = code;
  });
