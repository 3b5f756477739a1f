import {
  ConfigurationTarget,
  l10n,
  Uri,
  workspace,
  type ConfigurationChangeEvent,
  type Event,
  type WorkspaceConfiguration,
} from 'vscode';
import { proxyInForce } from './proxyInForce';
import { userSettings, type UserSettings } from './userSettings';
import { readHttpSettings } from './httpSettings';
import {
  entriesIn,
  readLayers,
  type ConfiguredWorkflows,
  type SettingsLayer,
  type SettingsPlace,
} from '../entries/configuredWorkflows';
import { entryBaseUrl } from '../entries/workflowEntry';
import { UserError } from '../guard';

/** The `baseUrl` of an entry of `coze.workflows`, verbatim. */
export interface OwnBaseUrl {
  readonly source: 'user' | 'workspace' | 'folder';
  readonly baseUrl: string;
  readonly workflowId: string;
}

const section = 'coze';

/**
 * The settings of the extension, read on each access. Settings that decide where the token and messages are sent are read
 * from the user's settings with `inspect()`: a workspace cannot override them.
 */
export class Settings {
  readonly onDidChange: Event<ConfigurationChangeEvent> = (listener, self, disposables) =>
    workspace.onDidChangeConfiguration(
      (event) => {
        if (event.affectsConfiguration(section)) listener.call(self, event);
      },
      undefined,
      disposables,
    );

  /** The base URL to call; `undefined` if the setting is not usable, by the rules for an entry. */
  get baseUrl(): string | undefined {
    return entryBaseUrl(readConfig('baseUrl'), undefined);
  }

  get recording(): { readonly isEnabled: boolean; readonly maxBytes: number } {
    return {
      isEnabled: readConfig('recording.enabled'),
      maxBytes: readConfig('recording.maxMegabytes') * 1024 * 1024,
    };
  }

  /** Tokens a day above which the user is warned; 0 for no budget. */
  get dailyTokenBudget(): number {
    return readConfig('usage.dailyTokenBudget');
  }

  get enterBehavior(): 'send' | 'newline' {
    return readConfig('chat.enterBehavior');
  }

  get timeouts(): { readonly connectMs: number; readonly idleMs: number } {
    return {
      connectMs: readConfig('connectTimeout') * 1_000,
      idleMs: readConfig('idleTimeout') * 1_000,
    };
  }

  /** Size in MB above which the user is asked before a file is uploaded. */
  get confirmAboveMegabytes(): number {
    return readConfig('attachments.confirmAboveMegabytes');
  }

  /** Whether media at Coze's own hosts are loaded without a click. */
  get loadsCozeMedia(): boolean {
    return readConfig('media.alwaysLoadFromCoze');
  }

  /** Calls above which the user is asked before each run of tests. */
  get confirmTestsAbove(): number {
    return readConfig('tests.confirmAbove');
  }

  /** Client ID of the OAuth app for sign-in; empty if there is none. */
  get oauthClientId(): string {
    return readConfig('oauth.clientId');
  }

  async setOAuthClientId(clientId: string): Promise<void> {
    await write(workspace.getConfiguration(section), 'oauth.clientId', clientId, ConfigurationTarget.Global);
  }

  /** The proxy that VS Code uses for this origin; `undefined` if none is configured. */
  proxyFor(origin: string, environment: Readonly<Record<string, string | undefined>>): string | undefined {
    const http = workspace.getConfiguration('http');
    return proxyInForce(
      origin,
      readHttpSettings((key) => http.get(key)),
      environment,
    );
  }

  /**
   * All entries: the user's, then those of the workspace and of its folders. A workspace that is not trusted brings none.
   */
  readWorkflows(): ConfiguredWorkflows {
    return readLayers(workspace.isTrusted ? this.layers() : this.layers().slice(0, 1), this.baseUrl);
  }

  /** The `baseUrl` of the workflow's entry; `undefined` if it uses `coze.baseUrl`. */
  ownBaseUrl(key: string): OwnBaseUrl | undefined {
    const found = this.readWorkflows().configured.find(({ workflow }) => workflow.key === key);
    const baseUrl = found?.entry['baseUrl'];
    if (!found || typeof baseUrl !== 'string' || baseUrl.trim() === '') return undefined;
    return { source: found.place.scope, baseUrl, workflowId: found.workflow.workflowId };
  }

  /** Appends an entry to the user's settings. Other entries are unchanged, usable or not. */
  async addWorkflow(entry: Readonly<Record<string, unknown>>): Promise<void> {
    await this.writeEntries({ scope: 'user' }, [...this.entriesAt({ scope: 'user' }), entry]);
  }

  /** Changes the base URL of a workflow. An entry of the workspace is not changed: the user's settings get a copy. */
  async moveWorkflow(key: string, baseUrl: string): Promise<void> {
    const found = this.readWorkflows().configured.find(({ workflow }) => workflow.key === key);
    if (!found) return;
    const { place, entry } = found;
    const moved = { ...entry, baseUrl };
    if (place.scope !== 'user') return this.addWorkflow(moved);
    const entries = this.entriesAt(place).map((each, index) => (index === place.index ? moved : each));
    await this.writeEntries(place, entries);
  }

  /** Changes the user's base URL. */
  async setBaseUrl(baseUrl: string): Promise<void> {
    await write(workspace.getConfiguration(section), 'baseUrl', baseUrl, ConfigurationTarget.Global);
  }

  /** The entries of one settings file, as they are written. */
  entriesAt(place: SettingsPlace): readonly unknown[] {
    const layer = this.layers().find(
      ({ scope, folder }) => scope === place.scope && folder?.uri === place.folder?.uri,
    );
    return entriesIn(layer?.value);
  }

  /**
   * Writes the entries of one settings file. Throws a {@link UserError} if the file cannot be written, or if a number would be
   * written rounded: VS Code writes the entries as it read them.
   */
  async writeEntries({ scope, folder }: SettingsPlace, entries: readonly unknown[]): Promise<void> {
    if (holdsRoundedNumber(entries)) {
      throw new UserError(
        l10n.t(
          'coze.workflows contains a number with more digits than VS Code keeps. Put it in quotation marks first: otherwise its last digits would be lost.',
        ),
      );
    }
    const target = {
      user: ConfigurationTarget.Global,
      workspace: ConfigurationTarget.Workspace,
      folder: ConfigurationTarget.WorkspaceFolder,
    }[scope];
    const configuration = workspace.getConfiguration(section, folder ? Uri.parse(folder.uri) : null);
    await write(configuration, 'workflows', entries, target);
  }

  /** The settings files that can hold workflows; the user's is the first. */
  private layers(): readonly SettingsLayer[] {
    const inspected = workspace.getConfiguration(section, null).inspect<unknown>('workflows');
    const folders = workspace.workspaceFile ? (workspace.workspaceFolders ?? []) : [];
    return [
      { scope: 'user', value: inspected?.globalValue },
      { scope: 'workspace', value: inspected?.workspaceValue },
      ...folders.map(({ uri, name }) => ({
        scope: 'folder' as const,
        folder: { uri: uri.toString(), name },
        value: workspace.getConfiguration(section, uri).inspect<unknown>('workflows')?.workspaceFolderValue,
      })),
    ];
  }
}

/** The value in the user's settings: a workspace cannot override it. */
function readConfig<K extends keyof UserSettings>(key: K): UserSettings[K];
function readConfig(key: keyof UserSettings): unknown {
  return userSettings[key](workspace.getConfiguration(section).inspect<unknown>(key)?.globalValue);
}

/** Changes a setting. Throws a {@link UserError} with the reason of VS Code, such as a mistake in the file. */
async function write(
  configuration: WorkspaceConfiguration,
  key: string,
  value: unknown,
  target: ConfigurationTarget,
): Promise<void> {
  try {
    await configuration.update(key, value, target);
  } catch (error) {
    throw error instanceof Error ? new UserError(error.message, { cause: error }) : error;
  }
}

function holdsRoundedNumber(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsRoundedNumber);
}
