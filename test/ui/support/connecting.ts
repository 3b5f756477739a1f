import { readFile } from 'node:fs/promises';
import { Acts } from './acts';
import type { WorkbenchHolder } from './useWorkbench';
import type { Workbench } from './workbench';

export const token = 'pat_OfTheUiTests0123456789abcdefghijklmnop';
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

/** Enters the token into the box that opens by itself. */
export async function enterToken(acts: Acts, workbench: Workbench, origin: string): Promise<void> {
  await workbench.inputWidget.filter({ hasText: `Access token for ${origin}` }).waitFor();
  await acts.paste(token, 'the token');
  await acts.press('Enter');
}

/** Shows the first box of "Add workflow" from the palette, while the side bar shows something else. */
export async function openFromPalette({ workbench }: WorkbenchHolder): Promise<Acts> {
  await workbench.runCommand('View: Show Explorer');
  await workbench.runCommand('Coze: Add workflow');
  await workbench.inputWidget.filter({ hasText: 'Add workflow: address or ID' }).waitFor();
  return new Acts(workbench.page);
}
