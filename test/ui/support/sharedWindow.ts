import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { quietSettings } from '../../host/vscode/workbenchServer';
import { until } from './until';
import { Workbench, type WorkbenchOptions } from './workbench';

/** What differs between the users of a shared window. */
export interface SharedWindowOptions extends Pick<WorkbenchOptions, 'settings'> {
  /** Contents of the folder by path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Leaves out `COZE_API_TOKEN`, which is {@link sharedToken} otherwise. */
  readonly hasNoToken?: boolean;
  /** Ends the window afterwards, for tests that change what {@link takeSharedWindow} cannot put back. */
  readonly isLast?: boolean;
  /** Opens a new window, for tests that depend on what a profile stores besides conversations and their recordings. */
  readonly isNew?: boolean;
}

/** The token in `COZE_API_TOKEN` of shared windows. */
export const sharedToken = 'pat_OfTheUiTests0123456789abcdefghijklmnop';

const closing = [
  'workbench.action.closeAllEditors',
  'workbench.action.terminal.killAll',
  'workbench.action.closePanel',
  'workbench.action.closeAuxiliaryBar',
  'notifications.clearAll',
  'coze.focusChat',
  // Asks whether to delete all conversations.
  'coze.clearHistory',
];

interface IdleWindow {
  readonly workbench: Workbench;
  readonly hasNoToken: boolean;
}

let idle: IdleWindow | undefined;

/** Resolves to the window that was left last, put back to the state of a new one, or else to a new one. The chat is visible. */
export async function takeSharedWindow(options: SharedWindowOptions): Promise<Workbench> {
  const { settings = {}, files = {}, hasNoToken = false, isNew = false } = options;
  const found = idle;
  if (!isNew && found?.hasNoToken === hasNoToken) {
    idle = undefined;
    try {
      await putBack(found.workbench, settings, files);
      return found.workbench;
    } catch (error) {
      process.stderr.write(`A shared window could not be put back: ${String(error)}\n`);
      await found.workbench.end();
    }
  }
  await endSharedWindow();
  const workbench = await Workbench.open({
    settings,
    ...(!hasNoToken && { environment: { COZE_API_TOKEN: sharedToken } }),
  });
  await writeFiles(workbench.folder, files);
  await drive(workbench, ['coze.focusChat']);
  return workbench;
}

/** Leaves the window to the next user. */
export function leaveSharedWindow(workbench: Workbench, { hasNoToken = false }: SharedWindowOptions): void {
  idle = { workbench, hasNoToken };
}

/** Ends the window that was left. Its server remains for the next workbench. */
export async function endSharedWindow(): Promise<void> {
  const { workbench } = idle ?? {};
  idle = undefined;
  await workbench?.end(true);
}

async function putBack(
  workbench: Workbench,
  settings: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  const { page, chat, folder } = workbench;
  workbench.opened.splice(0);
  await workbench.closeOthers();
  const tabs = await page.locator('.tabs-container').getByRole('tab').count();
  // An editor with changes would ask whether to save them.
  const reverting = Array<string>(tabs).fill('workbench.action.revertAndCloseActiveEditor');
  const done = drive(workbench, [...reverting, ...closing], await changes(workbench, settings));
  await Promise.all([done, workbench.dialogButton('Delete all').click()]);
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
  await writeFiles(folder, files);
  await chat.messages().first().waitFor({ state: 'detached' });
  await workbench.badge.waitFor({ state: 'hidden' });
  if ((await chat.composer.count()) > 0) await chat.composer.fill('');
}

/** What turns the user's settings into these; null removes one. */
async function changes(
  { userDataFolder }: Workbench,
  settings: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const file = await readFile(join(userDataFolder, 'User/settings.json'), 'utf8');
  const present = JSON.parse(file) as Record<string, unknown>;
  const wanted: Record<string, unknown> = { ...quietSettings, ...settings };
  const changed: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(present), ...Object.keys(wanted)]))
    if (!isDeepStrictEqual(present[key], wanted[key])) changed[key] = wanted[key] ?? null;
  return changed;
}

/** A name for each extension host that was started with this profile: the time of its start, and the port of its test driver. */
export function startedHosts({ userDataFolder }: Workbench): Promise<readonly string[]> {
  return readdir(join(userDataFolder, 'User/drivers')).catch(() => []);
}

/** Has the test driver in the extension host run these commands, then change these settings, of which null removes one. */
export async function drive(
  workbench: Workbench,
  commands: readonly string[],
  settings: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await until(async () => (await startedHosts(workbench)).length > 0);
  // The newest first: those of closed windows and killed extension hosts remain.
  for (const name of (await startedHosts(workbench)).toSorted().toReversed()) {
    const [, port = ''] = name.split('-');
    const body = JSON.stringify({ commands, settings });
    const response = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body }).catch(() => undefined);
    if (response?.ok) return;
    if (response) throw new Error(await response.text());
  }
  throw new Error('No extension host answers.');
}

async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}
