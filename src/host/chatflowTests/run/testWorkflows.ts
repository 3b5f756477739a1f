import { l10n } from 'vscode';
import { caseWorkflow } from '../../../chatflowTests/plan/caseWorkflow';
import type { TestCase } from '../../../chatflowTests/plan/testCase';
import type { Problem } from '../../../chatflowTests/testFile/problem';
import type { TargetSpec } from '../../../chatflowTests/testFile/testFile';
import type { Workflow } from '../../../shared/workflow';
import { UserError } from '../../guard';
import type { Settings } from '../../settings/settings';
import type { WorkflowCatalog } from '../../workflows/workflowCatalog';
import { targetKey } from '../../entries/workflowKey';

export interface WorkflowSource {
  readonly catalog: Pick<WorkflowCatalog, 'configured' | 'demo'>;
  readonly settings: Pick<Settings, 'baseUrl'>;
}

/** The workflow that a case calls, or why there is none. Throws a {@link UserError} for a base URL that cannot be used. */
export function workflowOfCase(
  { target }: TestCase,
  { catalog, settings }: WorkflowSource,
): Workflow | Problem {
  const workflows = catalog.configured.map(({ workflow }) => workflow);
  return caseWorkflow(target, {
    byName: (name) =>
      name === 'demo' ? [catalog.demo] : workflows.filter((workflow) => workflow.name === name),
    byId: (ids) => workflowOfIds(ids, settings.baseUrl),
    names: () => [...workflows.map(({ name }) => name), 'demo'],
  });
}

/** The version that a case calls, for a replay, which needs no workflow; `undefined` is the published one. */
export function versionOfCase(
  { target: { spec, version } }: TestCase,
  { catalog }: Pick<WorkflowSource, 'catalog'>,
): string | undefined {
  if (version !== undefined) return version === 'published' ? undefined : version;
  return catalog.configured.find(({ workflow }) => workflow.name === spec.profile)?.workflow.workflowVersion;
}

/** A workflow that only a test file names: the user agrees to it before the first run of the file. */
function workflowOfIds({ workflowId = '', appId, botId }: TargetSpec, baseUrl: string | undefined): Workflow {
  if (baseUrl === undefined) throw new UserError(l10n.t('The setting coze.baseUrl is not a usable URL.'));
  const ids = { baseUrl, workflowId, ...(appId && { appId }), ...(botId && { botId }) };
  return { ...ids, key: targetKey(ids), name: workflowId, source: 'user' };
}
