import { mkdir, readFile } from 'node:fs/promises';
import { cacheFolder, projectRoot } from '../../host/paths';
import { closeSharedBrowser, openPage } from '../../support/browser';
import { viewStates } from '../support/states';
import { Workbench } from '../support/workbench';

const folder = `${cacheFolder}/screenshots`;
const themes = [
  ['Dark 2026', 'dark-2026'],
  ['Light 2026', 'light-2026'],
  ['Dark High Contrast', 'hc-dark'],
  ['Light High Contrast', 'hc-light'],
  ['Solarized Light', 'solarized-light'],
] as const;

const languagesWanted = option('language');
const themesWanted = option('theme');
const statesWanted = option('state');
const width = option('width');
const activityBarWidth = 48;
const sideBarWidth = 300;
const pictureWidth = activityBarWidth + Number(width ?? sideBarWidth) + 2;

/**
 * Takes screenshots of every state in every theme and both languages, a contact sheet of each twelve, and the picture of
 * the README. `--readme` takes only the last. `--language=en`, `--theme=dark-2026,hc-light` and `--state=03,12` restrict
 * the rest and leave the README out. `--width=240` sets the approximate width of the side bar, in pixels.
 */
async function main(): Promise<void> {
  for (const slug of themesWanted?.split(',') ?? []) {
    const slugs = themes.map(([, known]) => known);
    if (!slugs.some((known) => known === slug))
      throw new Error(`There is no theme ${slug}, only ${slugs.join(', ')}.`);
  }
  await mkdir(folder, { recursive: true });
  const isReadmeOnly = process.argv.includes('--readme');
  const isSome = [languagesWanted, themesWanted, statesWanted, width].some((wanted) => wanted !== undefined);
  if (!isReadmeOnly) {
    for (const language of ['en', 'zh-cn'] as const) {
      if (isWanted(languagesWanted, language)) await takeStates(language);
    }
  }
  if (!isSome) await takeReadmePicture();
  await closeSharedBrowser();
}

/** Value of the argument `--name=value`. */
function option(name: string): string | undefined {
  const start = `--${name}=`;
  return process.argv.find((argument) => argument.startsWith(start))?.slice(start.length);
}

function isWanted(wanted: string | undefined, name: string): boolean {
  return wanted === undefined || wanted.split(',').includes(name);
}

async function takeStates(language: 'en' | 'zh-cn'): Promise<void> {
  const workbench = await Workbench.open(language === 'en' ? {} : { language });
  try {
    if (width !== undefined) await workbench.widenSideBar(Number(width) - sideBarWidth);
    const all = viewStates(language);
    const states = all.filter(({ name }) => isWanted(statesWanted, name.slice(0, 2)));
    const wantedThemes = themes.filter(([, slug]) => isWanted(themesWanted, slug));
    const picture = (slug: string, state: string) =>
      `${folder}/${[language, slug, ...(width === undefined ? [] : [width]), state].join('-')}.png`;
    // Each state follows from the previous one, so unwanted states are visited too.
    for (const { name, reach } of all) {
      await reach(workbench);
      if (!states.some((state) => state.name === name)) continue;
      for (const [theme, slug] of wantedThemes) {
        await workbench.setTheme(theme);
        await workbench.screenshot(picture(slug, name), {
          x: 0,
          y: 0,
          width: pictureWidth,
          height: 800,
        });
      }
    }
    for (const [, slug] of wantedThemes) {
      const sheet = picture(slug, 'sheet');
      await makeSheet(
        states.map(({ name }) => picture(slug, name)),
        sheet,
      );
      console.log(sheet);
    }
  } finally {
    await workbench.end();
  }
}

async function makeSheet(files: readonly string[], sheet: string): Promise<void> {
  const page = await openPage();
  const images = await Promise.all(files.map(async (file) => (await readFile(file)).toString('base64')));
  const content = images.map((image) => `<img src="data:image/png;base64,${image}">`).join('');
  await page.setViewportSize({ width: 6 * (pictureWidth + 10), height: 2 * 810 });
  await page.setContent(
    `<body style="margin:0;display:flex;flex-wrap:wrap;align-items:start;gap:10px">${content}</body>`,
  );
  await page.screenshot({ path: sheet });
  await page.context().close();
}

/** Takes the picture of a window with code and a conversation about it. */
async function takeReadmePicture(): Promise<void> {
  const workbench = await Workbench.open({
    folder: `${projectRoot}/test/host/sample`,
    viewport: { width: 1120, height: 840 },
    keepsFolder: true,
  });
  try {
    await workbench.openFile('greeting.ts');
    await workbench.tryDemo();
    await workbench.setTheme(themes[0][0]);
    await workbench.widenSideBar(110);
    await workbench.chat.ask('Show me Markdown with code and a table', 'How it compares');
    await workbench.chat.send('card');
    await workbench.chat.question.waitFor();
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.inputClosed();
    // Moves off the edge of the side bar, which is highlighted under the pointer.
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
