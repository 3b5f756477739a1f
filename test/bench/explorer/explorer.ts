import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { cacheFolder, projectRoot } from '../../host/paths';
import { ensureTestVsCode } from '../../host/vscode/testVsCode';
import type { ExplorerFigures } from './explorerProbe';
import { median, rounded } from '../figures';

/**
 * Measures the Test Explorer with 1,000 tests in 100 files, and the work after one key in a file of 1,000 tests, in the extension
 * host. `--quick` runs fewer rounds.
 */
const rounds = process.argv.includes('--quick') ? 1 : 5;

async function main(): Promise<void> {
  const report = `${cacheFolder}/bench/explorer.json`;
  const outfile = `${cacheFolder}/bench/explorerProbe.cjs`;
  await build({
    entryPoints: [`${projectRoot}/test/bench/explorer/explorerProbe.ts`],
    bundle: true,
    outfile,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    define: { REPORT_FILE: JSON.stringify(report) },
    logLevel: 'warning',
  });
  const folder = await folderOfTests();
  const measured: ExplorerFigures[] = [];
  try {
    const { executable } = await ensureTestVsCode();
    for (let round = 0; round < rounds; round++) {
      await runTests({
        vscodeExecutablePath: executable,
        extensionDevelopmentPath: projectRoot,
        extensionTestsPath: outfile,
        launchArgs: [folder, '--disable-extensions'],
      });
      const figures = JSON.parse(await readFile(report, 'utf8')) as ExplorerFigures;
      console.log(JSON.stringify(figures));
      measured.push(figures);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const of = (name: keyof ExplorerFigures) => rounded(median(measured.map((figures) => figures[name])));
  console.log(
    JSON.stringify({
      bench: 'explorer',
      ...{ readyMs: of('readyMs'), blockMs: of('blockMs'), blockCpuMs: of('blockCpuMs') },
      ...{ keyBlockMs: of('keyBlockMs'), keyBlockCpuMs: of('keyBlockCpuMs') },
    }),
  );
}

async function folderOfTests(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'coze-bench-'));
  for (let file = 0; file < 100; file++) {
    const name = `file${String(file).padStart(2, '0')}.coze-test.yaml`;
    await writeFile(join(folder, name), testFile(10) + (file === 99 ? 'unknown: true\n' : ''));
  }
  await writeFile(join(folder, 'large.txt'), testFile(1_000));
  return folder;
}

function testFile(count: number): string {
  const tests = Array.from(
    { length: count },
    (_, number) => `  - name: test ${String(number)}
    tags: [smoke]
    turns:
      - user: hello number ${String(number)}
        expect:
          - outcome: completed
          - text: { contains: hello }
      - user: and once more
        expect:
          - text: { notContains: error }
`,
  );
  return `version: 1\ntarget: { profile: demo }\ntests:\n${tests.join('')}`;
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
