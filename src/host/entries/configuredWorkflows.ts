import type { Workflow } from '../../shared/workflow';
import type { EntryRefusal } from './entryProblem';
import { readWorkflowEntry } from './workflowEntry';
import { withKeys } from './workflowKey';

/** A settings file that can hold `coze.workflows`. */
export interface SettingsPlace {
  readonly scope: 'user' | 'workspace' | 'folder';
  /** URI and name of the folder, where `scope` is `folder`. */
  readonly folder?: { readonly uri: string; readonly name: string };
}

/** One entry of `coze.workflows`: where it is written. */
export interface EntryPlace extends SettingsPlace {
  /** Position in the list of that file, from 0. */
  readonly index: number;
}

/** The value of `coze.workflows` in one settings file. */
export interface SettingsLayer extends SettingsPlace {
  readonly value: unknown;
}

/** An unusable entry and its mistakes, at least one. */
export interface RefusedEntry {
  readonly place: EntryPlace;
  readonly refusals: readonly EntryRefusal[];
}

/** A usable entry. */
export interface ConfiguredWorkflow {
  readonly workflow: Workflow;
  readonly place: EntryPlace;
  /** The entry as it is written. */
  readonly entry: Readonly<Record<string, unknown>>;
}

export interface ConfiguredWorkflows {
  readonly configured: readonly ConfiguredWorkflow[];
  readonly refused: readonly RefusedEntry[];
}

/**
 * The entries of a settings file to which one is added. A value that is no list is the first of them: it may be an entry
 * without its brackets, and would be lost if a list replaced it.
 */
export function entriesIn(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

/** Reads all entries, in the order of the layers. Of entries with the same key, the first is used. */
export function readLayers(
  layers: readonly SettingsLayer[],
  defaultUrl: string | undefined,
): ConfiguredWorkflows {
  const read: ConfiguredWorkflow[] = [];
  const refused: RefusedEntry[] = [];
  for (const { value, ...layer } of layers) {
    const source = layer.scope === 'user' ? 'user' : 'workspace';
    for (const [index, entry] of (Array.isArray(value) ? (value as unknown[]) : []).entries()) {
      const place = { ...layer, index };
      const result = readWorkflowEntry(entry, defaultUrl, source);
      if ('refusals' in result) refused.push({ place, refusals: result.refusals });
      else read.push({ ...result, place, entry: entry as Readonly<Record<string, unknown>> });
    }
  }
  const byKey = new Map<string, ConfiguredWorkflow>();
  for (const each of withKeys(read)) {
    if (!byKey.has(each.workflow.key)) byKey.set(each.workflow.key, each);
  }
  return { configured: [...byKey.values()], refused };
}
