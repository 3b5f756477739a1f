import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { bundleIntegration } from './bundleIntegration';
import { projectRoot } from '../paths';
import { ensureTestVsCode } from './testVsCode';

/**
 * Bundles the tests of test/integration and runs them inside the extension host. The argument is the file for the results.
 * With `--bundle` after it the tests are only bundled, for a debugger that starts VS Code itself.
 */
async function main(): Promise<void> {
  const [results, option] = process.argv.slice(2);
  if (results === undefined) throw new Error('The file for the results is missing.');
  const bundle = await bundleIntegration(results);
  if (option === '--bundle') return;
  const workspace = await mkdtemp(join(tmpdir(), 'coze-folder-'));
  const { executable, title } = await ensureTestVsCode();
  console.log(`VS Code: ${title}`);
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: projectRoot,
      extensionTestsPath: bundle,
      launchArgs: [workspace, '--disable-extensions'],
    });
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
