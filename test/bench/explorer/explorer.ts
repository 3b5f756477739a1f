import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../host/paths';
import type { ExplorerFigures } from './explorerProbe';
import { median, rounded } from '../figures';
import { runProbe } from '../probe';

/**
 * Measures the Test Explorer with 1,000 tests in 100 files, and the work after one key in a file of 1,000 tests, in the extension
 * host. `--quick` runs fewer rounds.
 */
const rounds = process.argv.includes('--quick') ? 1 : 5;

async function main(): Promise<void> {
  const folder = await folderOfTests();
  let measured: readonly ExplorerFigures[] = [];
  try {
    measured = await runProbe<ExplorerFigures>({
      entry: 'explorer/explorerProbe.ts',
      extension: projectRoot,
      launchArgs: [folder, '--disable-extensions'],
      rounds,
    });
    for (const figures of measured) console.log(JSON.stringify(figures));
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
