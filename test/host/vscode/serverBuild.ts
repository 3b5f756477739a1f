import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { runToEnd } from '../children';
import { exists } from '../exists';
import { toolsFolder } from '../paths';
import { pins, serverPin } from './pins';

/** The server build of VS Code: a workbench in the browser and an extension host on Node. */
export interface ServerBuild {
  /** Path of the Node executable that the server needs. It may differ from that of this process. */
  readonly node: string;
  /** Entry script of code-server, which stores user data and secrets on disk like desktop VS Code. */
  readonly entry: string;
  /** Entry script of the VS Code server inside it, which can run tests in its extension host. */
  readonly serverMain: string;
}

/**
 * Fetches the server build of {@link serverPin} from the npm registry into `.vscode-test/` if it is missing: about 700 MB,
 * a minute. A marker file is written last, so an interrupted fetch is repeated.
 */
export async function ensureServerBuild(): Promise<ServerBuild> {
  const pin = serverPin();
  const serverFolder = `${toolsFolder}/code-server-${pin.codeServer}`;
  const node = await ensureNode(pin.node);
  await fetchOnce(serverFolder, `the server build of VS Code (code-server ${pin.codeServer})`, async () => {
    await install(serverFolder, `code-server@${pin.codeServer}`);
    await leaveOutArgon2(`${serverFolder}/node_modules/argon2`);
    await installVsCodePackages(`${serverFolder}/node_modules/code-server/lib/vscode`);
  });
  const server = `${serverFolder}/node_modules/code-server`;
  return {
    node,
    entry: `${server}/out/node/entry.js`,
    serverMain: `${server}/lib/vscode/out/server-main.js`,
  };
}

/**
 * Replaces argon2 by an empty module if it has no native part, which older builds download in an install script. It hashes
 * the passwords of code-server; the servers of the tests use none.
 */
async function leaveOutArgon2(folder: string): Promise<void> {
  const hasNativePart = (await exists(`${folder}/prebuilds`)) || (await exists(`${folder}/lib/binding`));
  if (hasNativePart) return;
  console.log('Omitted: argon2, whose native part is not in the registry.');
  await writeFile(`${folder}/argon2.js`, 'module.exports = {};\n');
}

/** Installs the packages of VS Code's server. Older builds pin some to GitHub: those are installed from the registry. */
async function installVsCodePackages(folder: string): Promise<void> {
  const lockFile = `${folder}/npm-shrinkwrap.json`;
  const gitPins = [
    ...(await readFile(lockFile, 'utf8')).matchAll(/"resolved": "git\+[^"]*\/([\w.-]+?)\.git#/g),
  ];
  if (gitPins.length > 0) {
    console.log(
      `Installed from the registry instead of GitHub: ${gitPins.map(([, name]) => name).join(', ')}.`,
    );
    await rename(lockFile, `${lockFile}.unused`);
  }
  await npm(folder, 'install', '--omit=dev', '--ignore-scripts');
  await installTerminals(folder);
}

/** Replaces a node-pty without a native part for this platform by a version with one: without it no terminal opens. */
async function installTerminals(folder: string): Promise<void> {
  const prebuilds = `${folder}/node_modules/node-pty/prebuilds`;
  if (await exists(`${prebuilds}/${process.platform}-${process.arch}`)) return;
  console.log(`Replaced: node-pty, by ${pins.nodePty}, which has its native part in the registry.`);
  const options = ['--no-save', '--omit=dev', '--ignore-scripts'];
  await npm(folder, 'install', ...options, `node-pty@${pins.nodePty}`);
}

/** Resolves to the Node of this process if its version fits, else to a copy from the registry. */
async function ensureNode(version: string): Promise<string> {
  const major = version.split('.')[0];
  if (process.versions.node.split('.')[0] === major) return process.execPath;
  const folder = `${toolsFolder}/node-${version}`;
  const isWindows = process.platform === 'win32';
  // The package "node" selects one of these in an install script; naming it directly needs no script.
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const name = [prefix, isWindows ? 'win' : process.platform, process.arch].join('-');
  await fetchOnce(folder, `Node ${version}`, () => install(folder, `${name}@${version}`));
  return `${folder}/node_modules/${name}/bin/node${isWindows ? '.exe' : ''}`;
}

async function fetchOnce(folder: string, what: string, fetchIt: () => Promise<void>): Promise<void> {
  const marker = `${folder}/complete`;
  if (await exists(marker)) return;
  for (let attempt = 1; ; attempt++) {
    console.log(`Fetching ${what} …`);
    try {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      // Without a package.json in this folder npm would install into the parent project.
      await writeFile(`${folder}/package.json`, '{ "private": true }\n');
      await fetchIt();
      await writeFile(marker, '');
      return;
    } catch (error) {
      if (attempt === 2) {
        const text = `Could not fetch ${what} from the npm registry. Check the network and the registry setting of npm, then try again.`;
        throw new Error(text, { cause: error });
      }
    }
  }
}

async function install(folder: string, ...args: string[]): Promise<void> {
  await npm(folder, 'install', '--ignore-scripts', ...args);
}

async function npm(folder: string, ...args: string[]): Promise<void> {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  await runToEnd('npm', [...args, ...quiet], { cwd: folder, shell: process.platform === 'win32' });
}

/** Version reported by the fetched server, for the log of a test run. */
export async function serverBuildVersion(build: ServerBuild): Promise<string> {
  const product = await readFile(build.serverMain.replace(/out.server-main\.js$/, 'product.json'), 'utf8');
  return (JSON.parse(product) as { version: string }).version;
}
