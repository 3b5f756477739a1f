import { workspace, type ConfigurationChangeEvent, type Event } from 'vscode';
import { defaultBaseUrl } from '../shared/clouds';
import { usableBaseUrl } from '../shared/urls';
import type { Workflow } from '../shared/workflow';
import { proxyInForce } from './connection/proxyInForce';
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

  /** The setting `coze.baseUrl`, verbatim. */
  get baseUrlText(): string {
    const value = workspace.getConfiguration(section).inspect<unknown>('baseUrl')?.globalValue;
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : defaultBaseUrl;
  }

  /** The base URL to call; `undefined` if the setting is not usable. */
  get baseUrl(): string | undefined {
    return usableBaseUrl(this.baseUrlText);
  }

  get enterBehavior(): 'send' | 'newline' {
    return this.userValue('chat.enterBehavior') === 'newline' ? 'newline' : 'send';
  }

  get timeouts(): { readonly connectMs: number; readonly idleMs: number } {
    return {
      connectMs: this.seconds('connectTimeout', 5, 290, 60) * 1_000,
      idleMs: this.seconds('idleTimeout', 30, 290, 240) * 1_000,
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

  private seconds(name: string, least: number, most: number, fallback: number): number {
    const value = this.userValue(name);
    if (typeof value !== 'number' || !Number.isFinite(value)) return fallback;
    return Math.min(most, Math.max(least, value));
  }

  private userValue(name: string): unknown {
    return workspace.getConfiguration(section).inspect<unknown>(name)?.globalValue;
  }
}
