import { workspace, type ConfigurationChangeEvent, type Event } from 'vscode';
import { usableBaseUrl } from '../shared/urls';
import type { Workflow } from '../shared/workflow';
import { proxyInForce } from './connection/proxyInForce';
import { userSettings, type UserSettings } from './userSettings';
import { readWorkflowEntry, type EntryRefusal } from './workflows/workflowEntry';

/** An unusable entry of `coze.workflows` and its position. */
export interface RefusedEntry extends EntryRefusal {
  readonly source: 'user' | 'workspace';
  /** Counts from 0. */
  readonly index: number;
}

/** The `baseUrl` of an entry of `coze.workflows`, verbatim. */
export interface OwnBaseUrl {
  readonly source: 'user' | 'workspace' | 'folder';
  readonly baseUrl: string;
  readonly workflowId: string;
}

export interface ConfiguredWorkflows {
  readonly workflows: readonly Workflow[];
  readonly refused: readonly RefusedEntry[];
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

  /** The base URL to call; `undefined` if the setting is not usable. */
  get baseUrl(): string | undefined {
    return usableBaseUrl(readConfig('baseUrl'));
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

  /** The proxy that VS Code uses for this origin; `undefined` if none is configured. */
  proxyFor(origin: string, environment: Readonly<Record<string, string | undefined>>): string | undefined {
    const http = workspace.getConfiguration('http');
    const settings = {
      proxy: http.get<string>('proxy', ''),
      noProxy: http.get<readonly string[]>('noProxy', []),
      support: http.get<string>('proxySupport', 'override'),
    };
    return proxyInForce(origin, settings, environment);
  }

  /** All usable entries, the user's first. Of entries with the same key, the first is used. */
  readWorkflows(): ConfiguredWorkflows {
    const inspected = workspace.getConfiguration(section).inspect<unknown>('workflows');
    const byKey = new Map<string, Workflow>();
    const refused: RefusedEntry[] = [];
    const take = (value: unknown, source: 'user' | 'workspace'): void => {
      if (!Array.isArray(value)) return;
      for (const [index, entry] of value.entries()) {
        const read = readWorkflowEntry(entry, this.baseUrl, source);
        if ('refusal' in read) refused.push({ ...read.refusal, source, index });
        else if (!byKey.has(read.workflow.key)) byKey.set(read.workflow.key, read.workflow);
      }
    };
    take(inspected?.globalValue, 'user');
    if (workspace.isTrusted) {
      take(inspected?.workspaceValue, 'workspace');
      take(inspected?.workspaceFolderValue, 'workspace');
    }
    return { workflows: [...byKey.values()], refused };
  }

  /** The `baseUrl` of the workflow's entry; `undefined` if it uses `coze.baseUrl`. */
  ownBaseUrl(key: string): OwnBaseUrl | undefined {
    const inspected = workspace.getConfiguration(section).inspect<unknown>('workflows');
    for (const [value, source] of [
      [inspected?.globalValue, 'user'],
      [inspected?.workspaceValue, 'workspace'],
      [inspected?.workspaceFolderValue, 'folder'],
    ] as const) {
      for (const entry of Array.isArray(value) ? (value as unknown[]) : []) {
        const read = readWorkflowEntry(entry, this.baseUrl, 'user');
        if (!('workflow' in read) || read.workflow.key !== key) continue;
        const { baseUrl } = entry as { readonly baseUrl?: unknown };
        if (typeof baseUrl !== 'string' || baseUrl.trim() === '') return undefined;
        return { source, baseUrl, workflowId: read.workflow.workflowId };
      }
    }
    return undefined;
  }

  /** Appends an entry to the user's settings. Other entries are unchanged, usable or not. */
  async addWorkflow(entry: Readonly<Record<string, unknown>>): Promise<void> {
    const configuration = workspace.getConfiguration(section);
    const before = configuration.inspect<unknown>('workflows')?.globalValue;
    const entries: readonly unknown[] = Array.isArray(before) ? before : [];
    await configuration.update('workflows', [...entries, entry], true);
  }
}

/** The value in the user's settings: a workspace cannot override it. */
function readConfig<K extends keyof UserSettings>(key: K): UserSettings[K];
function readConfig(key: keyof UserSettings): unknown {
  return userSettings[key](workspace.getConfiguration(section).inspect<unknown>(key)?.globalValue);
}
