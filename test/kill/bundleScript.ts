import { build } from 'esbuild';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Bundles a script into one file and returns its path. Compiling TypeScript at every start is too slow for a process that is
 * killed a thousand times.
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
