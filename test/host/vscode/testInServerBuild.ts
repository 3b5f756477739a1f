import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { format, parseArgs } from 'node:util';
import { launchChromium } from '../chromium';
import { reportMark } from './inHost';
import { cacheFolder } from '../paths';
import { temporaryFolder } from '../../support/temporaryFolder';
import { startWorkbenchServer } from './workbenchServer';

/**
 * Emulates desktop VS Code with `--extensionDevelopmentPath=… --extensionTestsPath=…`: runs the tests inside the extension
 * host of the server build, prints their report, and exits with their result. The output of the workbench goes to a log
 * file; its end is printed if there is no report.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    strict: false,
    options: {
      extensionDevelopmentPath: { type: 'string', multiple: true },
      extensionTestsPath: { type: 'string' },
    },
  });
  const tests = values['extensionTestsPath'];
  if (typeof tests !== 'string') throw new Error('--extensionTestsPath=… is missing.');
  const extensions = (values['extensionDevelopmentPath'] ?? []) as string[];
  const folder = positionals[0] ?? temporaryFolder('coze-folder-');

  await mkdir(cacheFolder, { recursive: true });
  const logFile = `${cacheFolder}/extension-host.log`;
  const log = createWriteStream(logFile);
  const tail: string[] = [];
  let hasReport = false;
  const take = (text: string) => {
    log.write(`${text}\n`);
    if (text.startsWith(reportMark)) {
      hasReport = true;
      console.log(text.replaceAll(reportMark, ''));
    } else {
      tail.push(text);
      if (tail.length > 40) tail.shift();
    }
  };

  const server = await startWorkbenchServer({ hasTestDriver: true, onOutput: (text) => log.write(text) });
  const browser = await launchChromium();
  try {
    const page = await (await browser.newContext()).newPage();
    const remote = (path: string) => `vscode-remote://${new URL(server.origin).host}${resolve(path)}`;
    await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => {
      take(format(...args));
    });
    const result = new Promise<number>((resolveResult, reject) => {
      void page.exposeFunction('codeAutomationExit', (code: number) => resolveResult(code));
      page.once('crash', () => reject(new Error('The page of the workbench crashed.')));
      void server.process.exited.then(() => reject(new Error('The server ended during the tests.')));
    });
    await page.goto(
      server.address(folder, [
        ...extensions.map((path) => ['extensionDevelopmentPath', remote(path)] as const),
        ['extensionTestsPath', remote(tests)],
      ]),
    );
    const code = await result;
    if (!hasReport) console.log(tail.join('\n'));
    console.log(`(log of the workbench: ${logFile})`);
    return code;
  } finally {
    log.end();
    await browser.close();
    await server.end();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
