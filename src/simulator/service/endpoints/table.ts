import { cancel } from './chats/cancel';
import { chat } from './chats/chat';
import type { Endpoint } from './endpoint';
import { feedback } from './chats/feedback';
import { me } from './me';
import { authorize, deviceCode, token } from './oauth';
import { plan } from './plan';
import { apps, bots } from './workflows/projects';
import { retrieveFile, upload } from './chats/upload';
import { executedNode, runHistory, selfHostedRunHistory } from './chats/runHistory';
import { versions } from './workflows/versions';
import { workflow } from './workflows/workflow';
import { workflows } from './workflows/workflows';
import { workspaces } from './workflows/workspaces';

/** All endpoints of the service. */
export const endpoints: readonly Endpoint[] = [
  chat,
  cancel,
  feedback,
  upload,
  retrieveFile,
  workspaces,
  workflows,
  workflow,
  versions,
  runHistory,
  executedNode,
  selfHostedRunHistory,
  apps,
  bots,
  me,
  plan,
  deviceCode,
  token,
  authorize,
];
