import { build } from 'esbuild';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes one file of a script that is started very often, and returns its path: a process that has to compile TypeScript first
 * is too slow to be killed a thousand times.
 */
export async function bundleScript(name: string, entry: string): Promise<string> {
  const directory = join(process.cwd(), '.cache', 'scripts');
  mkdirSync(directory, { recursive: true });
  const outfile = join(directory, `${name}.cjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  });
  return outfile;
}
