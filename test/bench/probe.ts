import { readFile } from 'node:fs/promises';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { cacheFolder, projectRoot } from '../host/paths';
import { ensureTestVsCode } from '../host/vscode/testVsCode';

/** A probe that runs in the extension host, and the VS Code to run it in. */
export interface Probe {
  /** Path of the probe from `test/bench`. It writes its figures as JSON to the file `REPORT_FILE`, a constant. */
  readonly entry: string;
  /** Folder of the extension. */
  readonly extension: string;
  readonly launchArgs?: string[];
  readonly rounds: number;
}

/** Runs a probe, each round in a new VS Code. Resolves to the figures of the rounds. */
export async function runProbe<Figures>({
  entry,
  extension,
  launchArgs,
  rounds,
}: Probe): Promise<readonly Figures[]> {
  const outfile = `${cacheFolder}/bench/probe.cjs`;
  const report = `${cacheFolder}/bench/probe.json`;
  await build({
    entryPoints: [`${projectRoot}/test/bench/${entry}`],
    bundle: true,
    outfile,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    define: { REPORT_FILE: JSON.stringify(report) },
    logLevel: 'warning',
  });
  const { executable } = await ensureTestVsCode();
  const figures: Figures[] = [];
  for (let round = 0; round < rounds; round++) {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: extension,
      extensionTestsPath: outfile,
      ...(launchArgs && { launchArgs }),
    });
    figures.push(JSON.parse(await readFile(report, 'utf8')) as Figures);
  }
  return figures;
}
