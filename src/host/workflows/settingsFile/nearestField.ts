import { fieldNames } from '../entries/workflowEntry';

/** Most letters that a misspelled name may differ in. */
const maxEdits = 2;

/** The field that an unknown name probably means, among those that the entry lacks. */
export function nearestField(name: string, present: readonly string[]): string | undefined {
  const wanted = plain(name);
  const [best] = fieldNames
    .filter((field) => !present.includes(field))
    .map((field) => ({ field, edits: aliases[wanted] === field ? 0 : editsBetween(wanted, plain(field)) }))
    .sort((a, b) => a.edits - b.edits);
  return best && best.edits <= maxEdits && best.edits < wanted.length / 2 ? best.field : undefined;
}

/** Names of the wire and of other clients that are no misspellings. */
const aliases: Readonly<Record<string, string>> = {
  id: 'workflowId',
  agentid: 'botId',
  projectid: 'appId',
  apibase: 'baseUrl',
  version: 'workflowVersion',
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
