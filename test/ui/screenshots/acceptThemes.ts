import { readdir, readFile, writeFile } from 'node:fs/promises';
import { projectRoot } from '../../host/paths';
import { closeSharedBrowser } from '../../support/browser';
import { themes, themesFile, type Theme } from '../../view/support/themes';
import { Workbench } from '../support/workbench';

/** `npm run themes:accept`: writes the workbench's theme colours to `test/view/support/themes.json`. */
async function main(): Promise<void> {
  const workbench = await Workbench.open();
  const taken: Record<string, Theme> = {};
  try {
    await workbench.tryDemo();
    const used = await usedVariables();
    for (const name of Object.keys(themes)) {
      await workbench.setTheme(name);
      taken[name] = await workbench.chat.theme(used);
    }
  } finally {
    await workbench.end();
    await closeSharedBrowser();
  }
  await writeFile(themesFile, `${JSON.stringify(taken, null, 2)}\n`);
}

/** Names of the colours that the built view uses, without the prefix `--vscode-`. */
async function usedVariables(): Promise<readonly string[]> {
  const files = (await readdir(`${projectRoot}/dist`)).filter((name) => /^webview.*\.(?:css|js)$/.test(name));
  const texts = await Promise.all(files.map((name) => readFile(`${projectRoot}/dist/${name}`, 'utf8')));
  const names = texts
    .join('\n')
    .matchAll(/[\w-]*(?:[bB]ackground|[bB]order|[fF]oreground|-shadow)\b|debugTokenExpression-\w+/g);
  return [...new Set([...names].map(([name]) => name.replace(/^--vscode-/, '')))].sort();
}

void main();
