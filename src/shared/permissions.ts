/**
 * The permission that a token needs for each endpoint, by Coze's name (docs/coze-protocol.md, 6.3). The service does not
 * name the permission that it misses, so that errors take the name from here. The permission of `users/me` is not public.
 */
export const permissions = {
  chat: 'run',
  cancel: 'cancelChat',
  feedback: 'feedback',
  workspaces: 'listWorkspace',
  workflows: 'listWorkflow',
  workflow: 'getMetaData',
  versions: 'listVersion',
  apps: 'listApp',
  bots: 'listBot',
  plan: 'getBenefit',
  upload: 'uploadFile',
  runHistory: 'listRunHistory',
} as const;
