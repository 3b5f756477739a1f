import { cloudByApiHost } from '../../../shared/urls/clouds';
import { httpsUrl } from '../../../shared/urls/urls';
import type { Workflow } from '../../../shared/workflow';

/**
 * The page where a workflow is edited (docs/coze-protocol.md, 6.6): on the site of its cloud, or on its own server.
 * `undefined` for a server without https.
 */
export function workflowPage({
  workflowId,
  baseUrl,
}: Pick<Workflow, 'workflowId' | 'baseUrl'>): string | undefined {
  const url = httpsUrl(baseUrl);
  if (!url) return undefined;
  return `${cloudByApiHost(url.host)?.site ?? url.origin}/work_flow?workflow_id=${workflowId}`;
}
