import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { endOwned, runToEnd, spawnOwned } from '../children';
import { exists } from '../exists';
import { ExtensionHosts } from './extensionHosts';
import { freePort } from '../freePort';
import { neededExtensions } from './neededExtensions';
import { pins, serverPin } from './pins';
import { ensureServerBuild, type ServerBuild } from './serverBuild';
import { temporaryFolder } from '../../support/temporaryFolder';

/** Options of a server. Folders that are not specified are created, and removed when the server ends. */
export interface WorkbenchServerOptions {
  /** Folder for user settings, secrets and global storage, like `--user-data-dir` of desktop VS Code. */
  readonly userDataFolder?: string;
  /** .vsix files of the extensions to install first. */
  readonly vsixFiles?: readonly string[];
  /** User settings in addition to {@link quietSettings}. Ignored if `userDataFolder` has settings already. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Port of 127.0.0.1, by default any free one. */
  readonly port?: number;
  /** Allows the page's URL to name an extension under development and its tests. For test servers only. */
  readonly hasTestDriver?: boolean;
  /** Enables Workspace Trust: a folder opens in Restricted Mode. The settings must enable it too. */
  readonly hasWorkspaceTrust?: boolean;
  /** Leaves out the built-in extensions that no UI test uses, which saves time at each start. */
  readonly hasNeededExtensionsOnly?: boolean;
  /** Environment variables in addition to those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Receives the output of the server. */
  readonly onOutput?: (text: string) => void;
}

export interface WorkbenchServer {
  /** http://127.0.0.1:PORT */
  readonly origin: string;
  readonly userDataFolder: string;
  readonly process: { readonly exited: Promise<number | null> };
  /** URL of the workbench with this folder open, or with none. `payload` requires `hasTestDriver`. */
  address(folder: string | undefined, payload?: readonly (readonly [string, string])[]): string;
  /**
   * Replaces the user data by these settings, so that the next window has a new profile. All windows must be closed. Resolves to
   * false, without a change, if the extension host of one still runs after ten seconds.
   */
  renew(settings?: WorkbenchServerOptions['settings']): Promise<boolean>;
  end(): Promise<void>;
}

/** Settings that hide the welcome page, VS Code's chat, the secondary side bar, the trust prompt, found ports and tips. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'security.workspace.trust.enabled': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
};

/** Starts the server build of VS Code on loopback; resolves when it answers requests. */
export async function startWorkbenchServer(options: WorkbenchServerOptions = {}): Promise<WorkbenchServer> {
  const build = await ensureServerBuild();
  const scratch = temporaryFolder('coze-workbench-');
  // Older code-server does not pass on the option for the test driver: there the VS Code server is started directly.
  const hasDriverOption = !options.hasTestDriver || serverPin() !== pins.oldest;
  const userDataFolder = options.userDataFolder ?? `${scratch}/user`;
  const extensionsFolder = `${scratch}/extensions`;
  const removeScratch = () => rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  const settingsFile = `${userDataFolder}/${hasDriverOption ? 'User' : 'data/Machine'}/settings.json`;
  const writeSettings = async (settings: WorkbenchServerOptions['settings']) => {
    await mkdir(dirname(settingsFile), { recursive: true });
    await writeFile(settingsFile, JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
  };
  if (!(await exists(settingsFile))) await writeSettings(options.settings);
  // Without `--config` code-server writes a file into the home folder of the user.
  await writeFile(`${scratch}/config.yaml`, 'auth: none\n');
  const common = [
    build.entry,
    ...['--config', `${scratch}/config.yaml`],
    ...['--user-data-dir', userDataFolder],
    ...['--extensions-dir', extensionsFolder],
    ...(options.hasNeededExtensionsOnly ? ['--builtin-extensions-dir', await neededExtensions(build)] : []),
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
    // Tests inside the extension host read the profile.
    env: {
      ...serverEnv(),
      ...options.environment,
      COZE_TEST_PROFILE: hasDriverOption ? userDataFolder : `${userDataFolder}/data`,
    },
  });
  let output = '';
  const hosts = new ExtensionHosts();
  const listen = (chunk: Buffer) => {
    const text = chunk.toString('utf8');
    output = (output + text).slice(-20_000);
    hosts.read(text);
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
    renew: async (settings) => {
      if (!(await hosts.haveExited(10_000))) return false;
      for (const name of ['User', 'Machine'])
        await rm(`${userDataFolder}/${name}`, { recursive: true, force: true, maxRetries: 5 });
      await writeSettings(settings);
      return true;
    },
    end,
    address: (folder, payload) => {
      const kind = folder?.endsWith('.code-workspace') ? 'workspace' : 'folder';
      const opened =
        folder === undefined ? 'ew=true' : `${kind}=${encodeURIComponent(folder).replaceAll('%2F', '/')}`;
      const address = `${origin}/?${opened}`;
      return payload ? `${address}&payload=${encodeURIComponent(JSON.stringify(payload))}` : address;
    },
  };
}

const installations = new Map<string, Promise<string>>();

/** Resolves to an extensions folder with these packages installed. Created once per process; callers copy it. */
function installed(build: ServerBuild, vsixFiles: readonly string[]): Promise<string> {
  const key = vsixFiles.join('\n');
  const folder = installations.get(key) ?? install(build, vsixFiles);
  installations.set(key, folder);
  return folder;
}

async function install(build: ServerBuild, vsixFiles: readonly string[]): Promise<string> {
  const scratch = temporaryFolder('coze-installed-');
  await writeFile(`${scratch}/config.yaml`, 'auth: none\n');
  const folders = ['--user-data-dir', `${scratch}/user`, '--extensions-dir', `${scratch}/extensions`];
  for (const file of vsixFiles) {
    const args = [build.entry, '--config', `${scratch}/config.yaml`, ...folders, '--install-extension', file];
    await runToEnd(build.node, args, { env: serverEnv() });
  }
  return `${scratch}/extensions`;
}

/** The environment without the variables of an outer VS Code or npm, which the server would use. */
function serverEnv(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$|PORT$)/.test(name),
  );
  return Object.fromEntries(entries);
}

/** Resolves when the URL answers. The limit is a minute, because on a busy machine the start takes twenty seconds. */
async function answers(url: string, exited: Promise<unknown>): Promise<void> {
  let hasExited = false;
  void exited.then(() => (hasExited = true));
  const giveUpAt = Date.now() + 60_000;
  for (;;) {
    if (hasExited) throw new Error('The process has exited.');
    try {
      if ((await fetch(url)).ok) return;
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
