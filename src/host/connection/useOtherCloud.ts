import { cloudByApiHost } from '../../shared/urls/clouds';
import { isDemo, originOfWorkflow, type Workflow } from '../../shared/workflow';
import type { Services } from '../services';

/**
 * Moves the token of one cloud to the other one, with what uses it: `workflow`, or else the user's base URL. Called when the
 * user has agreed to send the token there. Resolves to the new origin; to `undefined` if there is nothing to move.
 */
export async function useOtherCloud(
  origin: string,
  otherHost: string,
  workflow: Workflow | undefined,
  { catalog, settings, tokens }: Pick<Services, 'catalog' | 'settings' | 'tokens'>,
): Promise<string | undefined> {
  const baseUrl = cloudByApiHost(otherHost)?.baseUrl;
  const token = await tokens.tokenFor(origin);
  if (baseUrl === undefined || token === undefined) return undefined;
  const source = await tokens.sourceFor(origin);
  if (workflow && !isDemo(workflow) && originOfWorkflow(workflow) === origin) {
    await settings.moveWorkflow(workflow.key, baseUrl);
    const moved = catalog.all.find(
      (each) =>
        each.baseUrl === baseUrl && each.workflowId === workflow.workflowId && each.name === workflow.name,
    );
    if (moved) await catalog.select(moved);
  } else {
    await settings.setBaseUrl(baseUrl);
  }
  if (source === 'stored') await tokens.store(baseUrl, token);
  else tokens.keepForSession(baseUrl, token);
  await tokens.clear(origin);
  return baseUrl;
}
