import { readFile } from 'node:fs/promises';
import { Acts } from './acts';
import type { WorkbenchHolder } from './useWorkbench';
import type { Workbench } from './workbench';

/** A personal access token in its full length: the box accepts it as soon as it is pasted. */
export const token = `pat_OfTheUiTests${'0123456789abcdefghijklmnopqrstuvwxyz'.repeat(2)}`.slice(0, 68);
/** The calls of the token's check, which runs beside the flow: docs/coze-protocol.md, 6.5. */
const checks = ['/v1/users/me', '/v1/commerce/benefit/benefits/get'];

function settingsFile(workbench: Workbench): string {
  return `${workbench.userDataFolder}/User/settings.json`;
}

/** The user's settings. */
export async function settingsOf(workbench: Workbench): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(settingsFile(workbench), 'utf8')) as Record<string, unknown>;
}

/** The paths of these requests, without those of the token's check. */
export function pathsOf(requests: readonly { readonly path: string }[]): readonly string[] {
  return requests.map(({ path }) => path.replace(/\?.*/, '')).filter((path) => !checks.includes(path));
}

/** Pastes the token into the box that opens by itself. */
export async function pasteToken(acts: Acts, workbench: Workbench, origin: string): Promise<void> {
  await workbench.inputWidget.filter({ hasText: `Access token for ${origin}` }).waitFor();
  await acts.paste(token, 'the token');
}

/** Shows the first box of "Add workflow" from the palette, while the side bar shows something else. */
export async function openFromPalette({ workbench }: WorkbenchHolder): Promise<Acts> {
  await workbench.runCommand('View: Show Explorer');
  await workbench.runCommand('Coze: Add workflow');
  await workbench.inputWidget.filter({ hasText: 'Add workflow: address or ID' }).waitFor();
  return new Acts(workbench.page);
}
