import { CozeClient } from '../../../../src/coze/cozeClient';
import { KeptUploads } from '../../../../src/host/attachments/keptUploads';
import { SavedUploads } from '../../../../src/host/attachments/savedUploads';
import { TemporaryFiles } from '../../../../src/host/attachments/files/temporaryFiles';
import { Uploads } from '../../../../src/host/attachments/uploads';
import { credentialsBy, testToken, workflowAt } from '../../../support/wirePipeline';
import { temporaryFolder } from '../../../support/temporaryFolder';

/*
 * A process that uploads files as the extension host does, to the service and from the paths of its arguments. Writes the
 * state of the last upload, and by how many MB the memory of the process was larger during it than before.
 */
const [baseUrl = '', ...paths] = process.argv.slice(2);
const memory = { get: () => undefined, update: () => Promise.resolve() };
const folder = temporaryFolder('coze-upload-memory-');
const uploads = new Uploads({
  client: new CozeClient({
    fetch: (input, init) => fetch(input, init),
    credentials: credentialsBy(() => Promise.resolve(testToken)),
    log: { info: () => undefined, warn: () => undefined, debug: () => undefined },
    timeouts: () => ({ connectMs: 60_000, idleMs: 60_000 }),
  }),
  kept: new KeptUploads(memory),
  saved: new SavedUploads(memory),
  temporary: new TemporaryFiles(folder, () => 'file'),
  rules: () => ({ isInside: () => true, confirmAboveMegabytes: 512 }),
  accountOf: () => Promise.resolve('a'),
  mayUse: () => Promise.resolve(true),
  ask: () => Promise.resolve('upload'),
  explain: (error) => Promise.resolve(String(error)),
  now: Date.now,
  newId: () => String(Math.random()),
});

async function run(): Promise<void> {
  let before = 0;
  let most = 0;
  const sample = () => (most = Math.max(most, process.memoryUsage().rss));
  for (const path of paths) {
    before = process.memoryUsage().rss;
    most = before;
    const timer = setInterval(sample, 20);
    await uploads.attach(path, [{ name: 'a.png', path }], workflowAt(baseUrl));
    clearInterval(timer);
  }
  const [state] = uploads.statesOf([paths.at(-1) ?? '']);
  const megabytes = (most - before) / 1024 / 1024;
  process.stdout.write(JSON.stringify({ state: state?.state, sentBytes: state?.sentBytes, megabytes }));
}

void run();
