import type { SimulatedAccount, SimulatedWorkflow } from '../../account';
import type { Endpoint } from '../endpoint';
import { choice, hasMore, pageOf, pageQuery } from './paging';
import { workspaceOf } from './workspaces';

/** The workflows of a workspace. Its items say neither their mode nor whether they are published. */
export const workflows: Endpoint = {
  methods: ['GET'],
  path: '/v1/workflows',
  permission: 'listWorkflow',
  servers: ['cloud'],
  handle({ service, query, logId }) {
    const { workflows: all = [] } = workspaceOf(service, query);
    const mode = query.get('workflow_mode') || undefined;
    const appId = query.get('app_id') || undefined;
    const status = choice(query, 'publish_status', ['published_online', 'all', 'unpublished_draft']);
    const listed = all.filter(
      (workflow) =>
        (mode === undefined || workflow.mode === mode) &&
        (appId === undefined || workflow.appId === appId) &&
        (status === 'all' || workflow.isPublished === (status === 'published_online')),
    );
    const page = pageQuery(query, 10, 30);
    const items = pageOf(listed, page).map((workflow) => workflowFields(workflow, service.account));
    return Promise.resolve(service.success({ items, has_more: hasMore(listed, page) }, logId));
  },
};

/** The fields of a workflow. Times are strings here, as in the lists of Coze. */
export function workflowFields(
  { id, name, description = '', appId = '0', updatedAt = 1_780_000_000 }: SimulatedWorkflow,
  creator: SimulatedAccount,
): Readonly<Record<string, unknown>> {
  return {
    workflow_id: id,
    workflow_name: name,
    description,
    icon_url: '',
    app_id: appId,
    creator: { id: creator.id, name: creator.name },
    created_at: '1780000000',
    updated_at: String(updatedAt),
  };
}
