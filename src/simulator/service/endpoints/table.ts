import { cancel } from './cancel';
import { chat } from './chat';
import type { Endpoint } from './endpoint';
import { feedback } from './feedback';
import { me } from './me';
import { authorize, deviceCode, token } from './oauth';
import { plan } from './plan';
import { apps, bots } from './projects';
import { retrieveFile, upload } from './upload';
import { executedNode, runHistory, selfHostedRunHistory } from './runHistory';
import { versions } from './versions';
import { workflow } from './workflow';
import { workflows } from './workflows';
import { workspaces } from './workspaces';

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
