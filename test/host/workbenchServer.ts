import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { endOwned, runToEnd, spawnOwned } from './children';
import { exists } from './exists';
import { freePort } from './freePort';
import { pins, serverPin } from './pins';
import { ensureServerBuild, type ServerBuild } from './serverBuild';

/** What to start; every folder that is not named is new, and removed with the server. */
export interface WorkbenchServerOptions {
  /** Folder that keeps user settings, secrets and global storage, like desktop VS Code's `--user-data-dir`. */
  readonly userDataFolder?: string;
  /** Packaged extensions to install first, as a user would: from their .vsix files. */
  readonly vsixFiles?: readonly string[];
  /** User settings on top of those that keep the workbench quiet. A folder that has settings keeps its own. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Port of 127.0.0.1; any free one without it. */
  readonly port?: number;
  /** Lets the page's address name an extension under development and its tests. Never for a server a person uses. */
  readonly hasTestDriver?: boolean;
  /** Workspace Trust is in force: a folder opens in Restricted Mode. Settings must then enable it as well. */
  readonly hasWorkspaceTrust?: boolean;
  /** Environment variables on top of those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Receives what the server prints. */
  readonly onOutput?: (text: string) => void;
}

export interface WorkbenchServer {
  /** http://127.0.0.1:PORT */
  readonly origin: string;
  readonly userDataFolder: string;
  readonly process: { readonly exited: Promise<number | null> };
  /** Address of the workbench with this folder open, or with none; `payload` is honoured only with the test driver. */
  address(folder: string | undefined, payload?: readonly (readonly [string, string])[]): string;
  end(): Promise<void>;
}

/** Keeps away what a new profile shows first: welcome page, chat of VS Code's own, second side bar, trust question, tips. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'security.workspace.trust.enabled': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
};

/** Starts the server build of VS Code on this machine's loopback only; resolves when it answers. */
export async function startWorkbenchServer(options: WorkbenchServerOptions = {}): Promise<WorkbenchServer> {
  const build = await ensureServerBuild();
  const scratch = await mkdtemp(join(tmpdir(), 'coze-workbench-'));
  // Older code-server cannot hand the option for the test driver on: there VS Code's own server runs without it.
  const hasDriverOption = !options.hasTestDriver || serverPin() !== pins.oldest;
  const userDataFolder = options.userDataFolder ?? `${scratch}/user`;
  const extensionsFolder = `${scratch}/extensions`;
  const removeScratch = () => rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  const settingsFile = `${userDataFolder}/${hasDriverOption ? 'User' : 'data/Machine'}/settings.json`;
  await mkdir(dirname(settingsFile), { recursive: true });
  if (!(await exists(settingsFile))) {
    await writeFile(settingsFile, JSON.stringify({ ...quietSettings, ...options.settings }, undefined, 2));
  }
  // Without a file named here one is written into the user's home folder.
  await writeFile(`${scratch}/config.yaml`, 'auth: none\n');
  const common = [
    build.entry,
    ...['--config', `${scratch}/config.yaml`],
    ...['--user-data-dir', userDataFolder],
    ...['--extensions-dir', extensionsFolder],
  ];
  if (options.vsixFiles)
    await cp(await installed(build, options.vsixFiles), extensionsFolder, { recursive: true });
  const port = await freePort(options.port);
  const trust = options.hasWorkspaceTrust ? [] : ['--disable-workspace-trust'];
  const args = hasDriverOption
    ? [
        ...common,
        ...['--auth', 'none', '--bind-addr', `127.0.0.1:${String(port)}`],
        ...['--disable-telemetry', '--disable-update-check', '--ignore-last-opened'],
        ...(options.hasTestDriver ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
      ]
    : [
        build.serverMain,
        ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
        ...['--server-data-dir', userDataFolder, '--extensions-dir', extensionsFolder],
        ...['--accept-server-license-terms', '--telemetry-level', 'off', '--enable-smoke-test-driver'],
      ];
  const child = spawnOwned(build.node, [...args, ...trust], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Tests inside the extension host look into the profile.
    env: {
      ...serverEnv(),
      ...options.environment,
      COZE_TEST_PROFILE: hasDriverOption ? userDataFolder : `${userDataFolder}/data`,
    },
  });
  let output = '';
  const listen = (chunk: Buffer) => {
    const text = chunk.toString('utf8');
    output = (output + text).slice(-20_000);
    options.onOutput?.(text);
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const origin = `http://127.0.0.1:${String(port)}`;
  const end = async () => {
    await endOwned(child);
    await removeScratch();
  };
  try {
    await answers(`${origin}/${hasDriverOption ? 'healthz' : 'version'}`, exited);
  } catch (error) {
    await end();
    throw new Error(`The server build of VS Code did not start.\n${output}`, { cause: error });
  }
  return {
    origin,
    userDataFolder,
    process: { exited },
    end,
    address: (folder, payload) => {
      const opened =
        folder === undefined ? 'ew=true' : `folder=${encodeURIComponent(folder).replaceAll('%2F', '/')}`;
      const address = `${origin}/?${opened}`;
      return payload ? `${address}&payload=${encodeURIComponent(JSON.stringify(payload))}` : address;
    },
  };
}

const installations = new Map<string, Promise<string>>();

/** An extensions folder with these packages, installed as a user would; made once in a process, to be copied. */
function installed(build: ServerBuild, vsixFiles: readonly string[]): Promise<string> {
  const key = vsixFiles.join('\n');
  const folder = installations.get(key) ?? install(build, vsixFiles);
  installations.set(key, folder);
  return folder;
}

async function install(build: ServerBuild, vsixFiles: readonly string[]): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), 'coze-installed-'));
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
  await writeFile(`${scratch}/config.yaml`, 'auth: none\n');
  const folders = ['--user-data-dir', `${scratch}/user`, '--extensions-dir', `${scratch}/extensions`];
  for (const file of vsixFiles) {
    const args = [build.entry, '--config', `${scratch}/config.yaml`, ...folders, '--install-extension', file];
    await runToEnd(build.node, args, { env: serverEnv() });
  }
  return `${scratch}/extensions`;
}

/** The environment without what an outer VS Code or npm put there: the server would take it for its own. */
function serverEnv(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$|PORT$)/.test(name),
  );
  return Object.fromEntries(entries);
}

/** A minute, because a busy machine starts it in twenty seconds. */
async function answers(url: string, exited: Promise<unknown>): Promise<void> {
  let hasExited = false;
  void exited.then(() => (hasExited = true));
  const giveUpAt = Date.now() + 60_000;
  for (;;) {
    if (hasExited) throw new Error('It ended at once.');
    try {
      if ((await fetch(url)).ok) return;
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
