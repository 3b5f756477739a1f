import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { Frame, Locator } from 'playwright-core';
import { runToEnd } from '../../host/children';
import { cacheFolder, projectRoot } from '../../host/paths';
import { closeSharedBrowser } from '../../support/browser';
import { Workbench } from '../../ui/support/workbench';
import { packageBareExtension } from '../bareExtension';
import { median, rounded } from '../figures';
import { runProbe } from '../probe';
import { interactiveProbe } from './interactiveProbe';

/**
 * Measures the startup cost of the extension: CPU time of the activation, size of the view's bundle, and the time from a
 * click on its icon to an interactive view, compared with a webview with one button. `--quick` runs fewer rounds.
 */
const rounds = process.argv.includes('--quick') ? 2 : 7;

async function main(): Promise<void> {
  await runToEnd(process.execPath, ['esbuild.mjs', '--production'], { cwd: projectRoot });
  const viewGzipBytes = await gzipSize('webview.js', 'webview.css', 'webview-words-zh.js');
  console.log(
    `view bundle without on-demand parts, with the larger of the two languages: ${String(viewGzipBytes)} bytes gzipped`,
  );
  const activation = await activationCpu();
  console.log(`CPU time of the activation, ms: ${activation.map(rounded).join(', ')}`);
  const interactive = await timesToInteractive();
  console.log(`click to interactive, ms: ${JSON.stringify(interactive)}`);
  const ours = median(interactive.ours);
  const bare = median(interactive.bare);
  console.log(
    JSON.stringify({
      bench: 'start',
      activationCpuMs: rounded(median(activation)),
      viewGzipBytes,
      interactiveMs: { ours, bare, overBare: ours - bare },
    }),
  );
}

async function gzipSize(...names: readonly string[]): Promise<number> {
  const files = await Promise.all(names.map((name) => readFile(`${projectRoot}/dist/${name}`)));
  return files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);
}

/** Measures each round in a new VS Code with the built extension. */
async function activationCpu(): Promise<number[]> {
  const extension = await extensionThatWaits();
  const figures = await runProbe<{ readonly cpuMs: number }>({
    entry: 'start/activation.ts',
    extension,
    rounds,
  });
  return figures.map(({ cpuMs }) => cpuMs);
}

/** Copies the built extension without activation events: the bench activates it after the startup of VS Code. */
async function extensionThatWaits(): Promise<string> {
  const folder = `${cacheFolder}/bench/extension`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const name of ['dist', 'l10n', 'media', 'package.nls.json', 'package.nls.zh-cn.json']) {
    await cp(`${projectRoot}/${name}`, `${folder}/${name}`, { recursive: true });
  }
  const manifest = JSON.parse(await readFile(`${projectRoot}/package.json`, 'utf8')) as object;
  await writeFile(`${folder}/package.json`, JSON.stringify({ ...manifest, activationEvents: [] }));
  return folder;
}

const tabs = [
  ['bare', 'Bare'],
  ['ours', 'Coze'],
] as const;

/** Measures both views alternately in one workbench, which is reloaded for every round. The first round is a warm-up. */
async function timesToInteractive(): Promise<{ ours: number[]; bare: number[] }> {
  const times = { ours: [] as number[], bare: [] as number[] };
  const workbench = await Workbench.open({
    moreVsixFiles: [await packageBareExtension()],
    initScript: interactiveProbe,
  });
  try {
    for (let round = 0; round <= rounds; round++) {
      // The first webview of a page bears the shared costs, so the order alternates.
      const order = round % 2 === 0 ? tabs : tabs.toReversed();
      for (const [who, tab] of order) {
        const time = await timeToInteractive(workbench, tab);
        if (round > 0) times[who].push(time);
        await icon(workbench, 'Explorer').click();
      }
      await reloadWithExplorer(workbench);
    }
  } finally {
    await workbench.end();
    await closeSharedBrowser();
  }
  return times;
}

/**
 * Reloads the window until it shows the Explorer: VS Code restores the view that it stored last, which can be the one before,
 * and a click on the icon of an open view closes it.
 */
async function reloadWithExplorer(workbench: Workbench): Promise<void> {
  const title = workbench.page
    .locator('#workbench\\.parts\\.sidebar .title-label h2')
    .filter({ hasText: /./ });
  for (;;) {
    await workbench.reload();
    if (/^explorer$/i.test(await title.innerText())) return;
    await icon(workbench, 'Explorer').click();
  }
}

/** Opens a view by its icon. Resolves to the time of the click in the page. */
async function clickIcon(workbench: Workbench, tab: string): Promise<number> {
  for (;;) {
    const clicked = workbench.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          document.addEventListener('click', () => resolve(Date.now()), { capture: true, once: true });
        }),
    );
    await icon(workbench, tab).click();
    const at = await clicked;
    const selected = workbench.page.locator('.activitybar').getByRole('tab', { name: tab, selected: true });
    // Just after a reload VS Code may replace the icon, so that a click has no effect.
    const isOpen = await selected.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    );
    if (isOpen) return at;
  }
}

function icon({ page }: Workbench, tab: string): Locator {
  return page.locator('.activitybar').getByRole('tab', { name: tab });
}

async function timeToInteractive(workbench: Workbench, tab: string): Promise<number> {
  const { page } = workbench;
  const begun = await clickIcon(workbench, tab);
  const giveUpAt = Date.now() + 30_000;
  while (Date.now() < giveUpAt) {
    for (const frame of page.frames()) {
      const at = await interactiveAt(frame);
      if (at !== undefined && at >= begun) return at - begun;
    }
    await page.waitForTimeout(50);
  }
  throw new Error(`The view “${tab}” was not interactive 30 s after the click on its icon.`);
}

async function interactiveAt(frame: Frame): Promise<number | undefined> {
  try {
    return await frame.evaluate(() => (globalThis as unknown as { interactiveAt?: number }).interactiveAt);
  } catch (error) {
    // Frames are attached, detached and navigated while a view opens. A detached frame is not the awaited one.
    if (frame.isDetached() || /context was destroyed|detached|navigat/.test(String(error))) return undefined;
    throw error;
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
