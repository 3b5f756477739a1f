import { explainError } from '../coze/errors/cozeError';
import { displayLanguage } from '../host/environment';
import { pickProfile as pick, type ProfilePickDeps } from '../host/workflows/pick/profilePick';
import { pickVersion as pickOneVersion, type PickVersionDeps } from '../host/workflows/pick/versionPick';
import type { Workflow } from '../shared/workflow';

export { withVersion } from '../host/workflows/pick/versionPick';
export { moveToken } from '../host/workflows/settingsFile/moveToken';
export { moveTokenCommand, SettingsDiagnostics } from '../host/workflows/settingsFile/settingsDiagnostics';

/** Shows the list of workflows; see {@link pick}. */
export function pickProfile(deps: Omit<ProfilePickDeps, 'explain'>): Promise<Workflow | 'add' | undefined> {
  return pick({ ...deps, explain });
}

/** Shows the list of versions; see {@link pickOneVersion}. */
export function pickVersion(
  workflow: Workflow,
  deps: Omit<PickVersionDeps, 'explain'>,
  choose: (version: string | undefined) => Promise<void>,
): Promise<void> {
  return pickOneVersion(workflow, { ...deps, explain }, choose);
}

async function explain(error: unknown): Promise<string> {
  const { errorInWords } = await import('../onDemand/content');
  return errorInWords(explainError(error), displayLanguage());
}
