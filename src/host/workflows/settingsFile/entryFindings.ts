import { readLayers } from '../../entries/configuredWorkflows';
import type { EntryPath, EntryProblem, EntryRefusal, EntryWarning } from '../../entries/entryProblem';
import { readWorkflowEntry } from '../../entries/workflowEntry';
import type { TextRange } from '../../textRange';
import { fixesOf, type Fix } from './entryFixes';
import { entryWarnings } from './entryWarnings';
import type { SettingsText } from './settingsText';

/** A mistake in a settings file. */
export interface Finding {
  readonly problem: EntryProblem | EntryWarning;
  /** Whether the entry is ignored because of the mistake. */
  readonly isError: boolean;
  /** Position of the entry in the list, from 0. */
  readonly index: number;
  readonly path: EntryPath;
  readonly range: TextRange;
  /** The best one first, at least one. */
  readonly fixes: readonly Fix[];
}

/**
 * The mistakes in the entries of one settings file, by the rules that the extension reads them by.
 *
 * @param defaultUrl the usable value of the setting `coze.baseUrl`.
 */
export function findingsIn(settings: SettingsText, defaultUrl: string): readonly Finding[] {
  const repeated = repeatedEntries(settings.entries, defaultUrl);
  return settings.entries.flatMap((entry, index) => {
    const read = readWorkflowEntry(entry, defaultUrl, 'user');
    const refusals = 'refusals' in read ? read.refusals.filter(isFirst) : [];
    const warnings = [
      ...entryWarnings(entry),
      ...(repeated.has(index) ? [{ problem: 'sameEntry' as const, path: [] }] : []),
    ].filter(({ path }) => !refusals.some((refusal) => refusal.path[0] === path[0] && path.length > 0));
    return [
      ...refusals.map((refusal) => ({ ...refusal, isError: true })),
      ...warnings.map((warning) => ({ ...warning, isError: false })),
    ].map(({ problem, path, isError }) => ({
      problem,
      isError,
      index,
      path,
      range: rangeOf(settings, index, problem, path),
      fixes: fixesOf({ problem, path, index, entry }, settings),
    }));
  });
}

/** Several values of `ext` make one mistake. */
function isFirst({ problem, path }: EntryRefusal, at: number, all: readonly EntryRefusal[]): boolean {
  return all.findIndex((one) => one.problem === problem && one.path.join() === path.join()) === at;
}

function rangeOf(
  settings: SettingsText,
  index: number,
  problem: EntryProblem | EntryWarning,
  path: EntryPath,
): TextRange {
  return problem === 'unknownField' ? settings.nameRange(index, path) : settings.rangeOf(index, path);
}

/** Positions of the entries that are ignored because an earlier one has the same target, name and version. */
function repeatedEntries(entries: readonly unknown[], defaultUrl: string): ReadonlySet<number> {
  const { configured, refused } = readLayers([{ scope: 'user', value: entries }], defaultUrl);
  const used = new Set([...configured, ...refused].map(({ place }) => place.index));
  return new Set([...entries.keys()].filter((index) => !used.has(index)));
}
