import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { runToEnd, spawnOwned } from '../children';
import { exists } from '../exists';
import { packageExtension } from '../packageExtension';
import { projectRoot, toolsFolder } from '../paths';
import { quietSettings, startWorkbenchServer } from './workbenchServer';

const help = `npm start [-- options] [folder]

Builds the extension and opens VS Code with it, ready for the demo: desktop VS Code if the command "code" exists,
else the server build in a browser. Ctrl+C ends everything.

  --port N    port of the server build (default: any free port)
  --server    use the server build even if "code" exists`;

/** Kept between starts, so that the token, the settings and the conversations persist. */
const userDataFolder = `${toolsFolder}/start`;
const companion = `${projectRoot}/test/host/openChat`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string' }, server: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  const folder = positionals[0] ?? `${projectRoot}/test/host/sample`;
  const code = values.server || values.port !== undefined ? undefined : await findCode();
  await (code === undefined ? startServerBuild(folder, values.port) : startDesktop(code, folder));
}

async function startServerBuild(folder: string, port: string | undefined): Promise<void> {
  if (port !== undefined && !/^\d{1,5}$/.test(port)) throw new Error(`--port ${port} is not a port.`);
  console.log('Building and packaging the extension …');
  const vsixFiles = [await packageExtension(), await packageExtension(companion)];
  console.log('Starting the server build of VS Code …');
  const server = await startWorkbenchServer({
    vsixFiles,
    userDataFolder,
    ...(port !== undefined && { port: Number(port) }),
  });
  console.log(`\nOpen ${server.address(folder)}\n\nCtrl+C ends it.`);
  const exitCode = await server.process.exited;
  throw new Error(`The server ended with ${String(exitCode)}.`);
}

async function startDesktop(code: string, folder: string): Promise<void> {
  console.log('Building the extension …');
  await runToEnd(process.execPath, ['esbuild.mjs'], { cwd: projectRoot });
  await mkdir(`${userDataFolder}/User`, { recursive: true });
  const settings = `${userDataFolder}/User/settings.json`;
  if (!(await exists(settings))) await writeFile(settings, JSON.stringify(quietSettings, undefined, 2));

  // "code" exits after it has started a separate process; the companion extension in that process holds this connection.
  const tether = createServer();
  await new Promise<void>((resolve) => tether.listen(0, '127.0.0.1', resolve));
  const { port } = tether.address() as AddressInfo;
  const child = spawnOwned(
    code,
    [
      `--extensionDevelopmentPath=${projectRoot}`,
      `--extensionDevelopmentPath=${companion}`,
      `--user-data-dir=${userDataFolder}`,
      ...['--disable-extensions', '--disable-workspace-trust', '--new-window', folder],
    ],
    {
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: { ...process.env, COZE_START_PORT: String(port) },
    },
  );
  child.once('error', (error) => fail(error));
  console.log('VS Code is opening. Press Ctrl+C or close its window to end it.');
  tether.once('connection', (socket) => {
    socket.on('error', () => process.exit(0));
    socket.once('close', () => process.exit(0));
  });
}

async function findCode(): Promise<string | undefined> {
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const path of folders.map((folder) => join(folder, name))) {
    if (await exists(path)) return path;
  }
  return undefined;
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

main().catch(fail);
