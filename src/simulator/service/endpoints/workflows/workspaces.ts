import type { SimulatedWorkspace } from '../../account';
import { isNumericId } from '../../ids';
import { Refusal, refusalOf } from '../../refusal';
import type { Service } from '../../service';
import type { Endpoint } from '../endpoint';
import { pageOf, pageQuery } from './paging';

/** The workspaces of the account. Open-source servers have no such endpoint. */
export const workspaces: Endpoint = {
  methods: ['GET'],
  path: '/v1/workspaces',
  permission: 'listWorkspace',
  servers: ['cloud'],
  handle({ service, query, logId }) {
    const { id: owner, workspaces: all } = service.account;
    const page = pageOf(all, pageQuery(query, 20, 50));
    const data = {
      workspaces: page.map(({ id, name, type, role }) => ({
        id,
        name,
        icon_url: '',
        role_type: role,
        workspace_type: type,
        enterprise_id: '',
        ...(role === 'owner' && { owner_uid: owner }),
      })),
      total_count: all.length,
    };
    return Promise.resolve(service.success(data, logId));
  },
};

/** The workspace that a request names. Refuses an unknown one and one that the token does not cover. */
export function workspaceOf({ account }: Service, query: URLSearchParams): SimulatedWorkspace {
  const id = query.get('workspace_id');
  if (!isNumericId(id)) throw new Refusal(4000, 'workspace_id is invalid');
  const workspace = account.workspaces.find((candidate) => candidate.id === id);
  if (!workspace) throw refusalOf(4200);
  if (workspace.isDenied) throw refusalOf(4101);
  return workspace;
}
