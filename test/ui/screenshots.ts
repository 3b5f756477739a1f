import { mkdir, readFile, rm } from 'node:fs/promises';
import { cacheFolder, projectRoot } from '../host/paths';
import { closeSharedBrowser, openPage } from '../support/browser';
import { viewStates } from './support/states';
import { Workbench } from './support/workbench';

const folder = `${cacheFolder}/screenshots`;
const themes = [
  ['Dark Modern', 'vs-dark'],
  ['Light Modern', 'vs'],
  ['Dark High Contrast', 'hc-black'],
  ['Light High Contrast', 'hc-light'],
] as const;

/** Pictures of every state in every theme and both languages, a sheet of each twelve, and the picture of the README. */
async function main(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const isReadmeOnly = process.argv.includes('--readme');
  if (!isReadmeOnly) {
    for (const language of ['en', 'zh-cn'] as const) await takeStates(language);
  }
  await takeReadmePicture();
  await closeSharedBrowser();
}

async function takeStates(language: 'en' | 'zh-cn'): Promise<void> {
  const workbench = await Workbench.open(language === 'en' ? {} : { language });
  try {
    const states = viewStates(language);
    for (const { name, reach } of states) {
      await reach(workbench);
      for (const [theme, className] of themes) {
        await workbench.setTheme(theme, className);
        await workbench.screenshot(`${folder}/${language}-${className}-${name}.png`, {
          x: 0,
          y: 0,
          width: 350,
          height: 800,
        });
      }
    }
    for (const [, className] of themes) {
      const files = states.map(({ name }) => `${folder}/${language}-${className}-${name}.png`);
      await makeSheet(files, `${folder}/sheet-${language}-${className}.png`);
      console.log(`${folder}/sheet-${language}-${className}.png`);
    }
  } finally {
    await workbench.end();
  }
}

async function makeSheet(files: readonly string[], sheet: string): Promise<void> {
  const page = await openPage();
  const images = await Promise.all(files.map(async (file) => (await readFile(file)).toString('base64')));
  const content = images.map((image) => `<img src="data:image/png;base64,${image}">`).join('');
  await page.setViewportSize({ width: 6 * 360, height: 2 * 810 });
  await page.setContent(`<body style="margin:0;display:flex;flex-wrap:wrap;gap:10px">${content}</body>`);
  await page.screenshot({ path: sheet });
  await page.context().close();
}

/** A window with code and a conversation about it. */
async function takeReadmePicture(): Promise<void> {
  const workbench = await Workbench.open({
    folder: `${projectRoot}/test/host/sample`,
    viewport: { width: 1120, height: 700 },
    keepsFolder: true,
  });
  try {
    await workbench.runCommand('Go to File');
    await workbench.input.fill('greeting.ts');
    await workbench.row('greeting.ts').click();
    await workbench.tryDemo();
    await workbench.setTheme(themes[0][0], themes[0][1]);
    await workbench.widenSideBar(110);
    await workbench.chat.ask('Show me Markdown with code and a table', 'How it compares');
    await workbench.chat.send('card');
    await workbench.chat.question.waitFor();
    // Away from the edge of the side bar, which lights up under the pointer.
    await workbench.page.mouse.move(760, 420);
    const file = `${projectRoot}/media/screenshot.png`;
    await workbench.screenshot(file);
    console.log(`${file}: ${String((await readFile(file)).length)} bytes`);
  } finally {
    await workbench.end();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
