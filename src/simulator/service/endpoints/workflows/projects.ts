import type { Call, Endpoint } from '../endpoint';
import { choice, pageOf, pageQuery } from './paging';
import { workspaceOf } from './workspaces';

/** The apps of a workspace. Open-source servers have no such endpoint. */
export const apps: Endpoint = {
  methods: ['GET'],
  path: '/v1/apps',
  permission: 'listApp',
  servers: ['cloud'],
  handle: (call) => Promise.resolve(listProjects(call, 'apps')),
};

/** The agents of a workspace. Open-source servers have no such endpoint. */
export const bots: Endpoint = {
  methods: ['GET'],
  path: '/v1/bots',
  permission: 'listBot',
  servers: ['cloud'],
  handle: (call) => Promise.resolve(listProjects(call, 'bots')),
};

function listProjects({ service, query, logId }: Call, kind: 'apps' | 'bots'): Response {
  const { [kind]: all = [] } = workspaceOf(service, query);
  const status = choice(query, 'publish_status', [
    'published_online',
    'all',
    'published_draft',
    'unpublished_draft',
  ]);
  // The drafts of published projects have no changes here.
  const listed = all.filter(
    ({ isPublished }) => status === 'all' || isPublished === status.endsWith('_online'),
  );
  const page = pageOf(status === 'published_draft' ? [] : listed, pageQuery(query, 20, 20));
  const items = page.map(({ id, name, description = '', isPublished, updatedAt = 1_780_000_000 }) => ({
    id,
    name,
    description,
    icon_url: '',
    is_published: isPublished,
    ...(isPublished && { published_at: updatedAt }),
    updated_at: updatedAt,
    owner_user_id: service.account.id,
  }));
  return service.success({ items, total: listed.length }, logId);
}
