import { selectionVariables } from '../../../shared/selectionMapping';
import { fieldNames } from '../../entries/workflowEntry';

/** Most letters that a misspelled name may differ in. */
const maxEdits = 2;

/** The field that an unknown name probably means, among those that the entry lacks. */
export function nearestField(name: string, present: readonly string[]): string | undefined {
  return nearest(
    name,
    fieldNames.filter((field) => !present.includes(field)),
    fieldAliases,
  );
}

/** The variable of a mapping that an unknown name probably means. */
export function nearestVariable(name: string): string | undefined {
  return nearest(name, selectionVariables, variableAliases);
}

function nearest(
  name: string,
  candidates: readonly string[],
  aliases: Readonly<Record<string, string>>,
): string | undefined {
  const wanted = plain(name);
  const [best] = candidates
    .map((each) => ({ each, edits: aliases[wanted] === each ? 0 : editsBetween(wanted, plain(each)) }))
    .sort((a, b) => a.edits - b.edits);
  return best && best.edits <= maxEdits && best.edits < wanted.length / 2 ? best.each : undefined;
}

/** Names of the wire and of other clients that are no misspellings. */
const fieldAliases: Readonly<Record<string, string>> = {
  id: 'workflowId',
  agentid: 'botId',
  projectid: 'appId',
  apibase: 'baseUrl',
  version: 'workflowVersion',
};

/** Names of VS Code's own variables, and other words. */
const variableAliases: Readonly<Record<string, string>> = {
  selectedtext: 'selection',
  code: 'selection',
  text: 'selection',
  file: 'path',
  relativefile: 'path',
  filename: 'path',
  languageid: 'language',
  linenumber: 'startLine',
  line: 'startLine',
  lines: 'startLine',
  problems: 'diagnostics',
  prompt: 'question',
};

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}

/** Letters to insert, delete or replace. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
  }
  return row[b.length] ?? 0;
}
