import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { commands, extensions, Selection, window, workspace } from 'vscode';

export const extensionId = 'coze-workflow-chat.coze-workflow-chat';

/** Timeout of every wait, in milliseconds. */
const limit = 30_000;

/** Activates the extension. */
export async function activated() {
  const extension = extensions.getExtension<unknown>(extensionId);
  if (!extension) throw new Error('The extension is not installed.');
  const exported = await extension.activate();
  return { exported, extension };
}

/** Polls until the condition is true. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + limit;
  while (!(await isSo())) {
    if (Date.now() > giveUpAt) throw new Error(`Timed out: ${what}`);
    await setTimeout(50);
  }
}

/** Accepts each input box and quick pick that the action opens, as Enter does. */
export async function accepting<T>(act: Thenable<T>): Promise<T> {
  let isDone = false;
  const done = Promise.resolve(act).finally(() => (isDone = true));
  while (!isDone) {
    await Promise.race([setTimeout(150), done]);
    if (!isDone) await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }
  return done;
}

/** Opens an editor with this code, and selects all of it. */
export async function selectCode(code: string, language = 'typescript'): Promise<void> {
  const document = await workspace.openTextDocument({ content: code, language });
  const editor = await window.showTextDocument(document);
  editor.selection = new Selection(document.positionAt(0), document.positionAt(code.length));
}

/** Runs "Ask Coze workflow about selection" on this code, with an empty question. */
export async function askAbout(code: string): Promise<void> {
  await selectCode(code);
  await accepting(commands.executeCommand('coze.askAboutSelection'));
}

/** The message that {@link askAbout} sends: an unsaved document has the name "Untitled-N" and no folder. */
export function messageAbout(code: string): string {
  const { fileName } = window.activeTextEditor?.document ?? { fileName: '' };
  const lines = code.split('\n').length;
  const place = `File: \`${fileName}\`\nLanguage: typescript\nLines: ${lines === 1 ? '1' : `1-${String(lines)}`}`;
  return `${place}\n\n\`\`\`typescript\n${code}\n\`\`\``;
}

/** Changes the user settings. */
export async function setUserSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [name, value] of Object.entries(settings)) {
    await workspace.getConfiguration('coze').update(name, value, true);
  }
}

/** Selects the first workflow of the settings. */
export async function selectFirstWorkflow(): Promise<void> {
  await accepting(commands.executeCommand('coze.selectWorkflow'));
}

/** Folder of the profile: that of the runner for the server build, or else of desktop VS Code. */
export function userDataFolder(): string {
  const { COZE_TEST_PROFILE: named, VSCODE_IPC_HOOK: socket } = process.env;
  const folder = named ?? (socket && dirname(socket));
  if (!folder) throw new Error('The folder of the profile is unknown.');
  return folder;
}

/** The contents of all files in a folder, recursively, by path. */
export async function filesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // A temporary file may be gone.
    const text = await readFile(path, 'latin1').catch(() => undefined);
    if (text !== undefined) files.set(path, text);
  }
  return files;
}
