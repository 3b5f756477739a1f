import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, type ParseError } from 'jsonc-parser';
import { fieldName, type EntryProblem } from '../../host/entries/entryProblem';
import { readWorkflowEntry } from '../../host/entries/workflowEntry';
import { isObject } from '../../shared/json/json';
import type { Workflow } from '../../shared/workflow';
import { WrongUse } from './arguments';

/** An entry that cannot be used; reported if a test names it. */
export interface RefusedProfile {
  readonly name: string;
  readonly number: number;
  readonly field: string;
  readonly problem: EntryProblem;
}

export interface Profiles {
  /** Path of the file, for messages. */
  readonly path: string;
  readonly workflows: readonly Workflow[];
  readonly refused: readonly RefusedProfile[];
}

/**
 * The profiles of a file: a list of entries, or an object with `coze.workflows`, as in the settings of VS Code. Without
 * `file`, those of `.vscode/settings.json`, if it exists. Throws {@link WrongUse} for a file that cannot be read.
 */
export async function readProfiles(
  root: string,
  file: string | undefined,
  baseUrl: string,
): Promise<Profiles> {
  const named = file ?? path.join('.vscode', 'settings.json');
  let text: string;
  try {
    text = await readFile(path.resolve(root, named), 'utf8');
  } catch {
    if (file !== undefined) throw new WrongUse('profilesUnreadable', { path: file });
    return { path: named, workflows: [], refused: [] };
  }
  const errors: ParseError[] = [];
  const value: unknown = parse(text.replace(/^\uFEFF/, ''), errors, { allowTrailingComma: true });
  const list: unknown = isObject(value) ? value['coze.workflows'] : value;
  // Settings without profiles are no mistake.
  if (list === undefined && file === undefined) return { path: named, workflows: [], refused: [] };
  if (errors.length > 0 || !Array.isArray(list)) throw new WrongUse('profilesUnreadable', { path: named });
  return { path: named, ...entriesOf(list, baseUrl) };
}

function entriesOf(list: readonly unknown[], baseUrl: string): Omit<Profiles, 'path'> {
  const workflows: Workflow[] = [];
  const refused: RefusedProfile[] = [];
  for (const [index, entry] of list.entries()) {
    const read = readWorkflowEntry(entry, baseUrl, 'user');
    if ('workflow' in read) {
      workflows.push(read.workflow);
      continue;
    }
    const [first = { path: [], problem: 'notAnObject' as const }] = read.refusals;
    const name = isObject(entry) ? entry['name'] : undefined;
    refused.push({
      name: typeof name === 'string' ? name : '',
      number: index + 1,
      field: fieldName(first.path),
      problem: first.problem,
    });
  }
  return { workflows, refused };
}
