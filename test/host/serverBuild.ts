import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { runToEnd } from './children';
import { exists } from './exists';
import { toolsFolder } from './paths';
import { serverPin } from './pins';

/** The server build of VS Code: a real workbench for the browser and a real extension host on Node. */
export interface ServerBuild {
  /** Node executable that the server needs; not the one of this process. */
  readonly node: string;
  /** code-server's own entry: keeps user data and secrets on disk as desktop VS Code does. */
  readonly entry: string;
  /** VS Code's server underneath: the one that can run tests inside its extension host. */
  readonly serverMain: string;
}

/**
 * Fetches the server build of {@link serverPin} from the npm registry into `.vscode-test/` if it is not there, about
 * 700 MB and a minute. A folder counts only with the marker that is written last, so an interrupted fetch is repeated.
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
 * Older builds of argon2 download their native part in an install script, which does not run here. It hashes the passwords
 * of code-server; the tests' servers ask for none, so an empty module takes its place.
 */
async function leaveOutArgon2(folder: string): Promise<void> {
  const hasNativePart = (await exists(`${folder}/prebuilds`)) || (await exists(`${folder}/lib/binding`));
  if (hasNativePart) return;
  console.log('Left out: argon2, whose native part is not in the registry.');
  await writeFile(`${folder}/argon2.js`, 'module.exports = {};\n');
}

/** The packages of VS Code's server. Older builds pin some of them to GitHub: those are taken from the registry. */
async function installVsCodePackages(folder: string): Promise<void> {
  const lockFile = `${folder}/npm-shrinkwrap.json`;
  const gitPins = [
    ...(await readFile(lockFile, 'utf8')).matchAll(/"resolved": "git\+[^"]*\/([\w.-]+?)\.git#/g),
  ];
  if (gitPins.length > 0) {
    console.log(`From the registry in place of GitHub: ${gitPins.map(([, name]) => name).join(', ')}.`);
    await rename(lockFile, `${lockFile}.unused`);
  }
  await npm(folder, 'install', '--omit=dev', '--ignore-scripts');
}

/** The Node of this process where it is the right one, else a copy from the registry. */
async function ensureNode(version: string): Promise<string> {
  const major = version.split('.')[0];
  if (process.versions.node.split('.')[0] === major) return process.execPath;
  const folder = `${toolsFolder}/node-${version}`;
  const isWindows = process.platform === 'win32';
  // The package "node" only chooses one of these in an install script; named directly, no script has to run.
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
      // Without a package.json of its own npm would install into the project above.
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

/** Version that the fetched server says it is, for the log of a test run. */
export async function serverBuildVersion(build: ServerBuild): Promise<string> {
  const product = await readFile(build.serverMain.replace(/out.server-main\.js$/, 'product.json'), 'utf8');
  return (JSON.parse(product) as { version: string }).version;
}
