import { locatedAt, type Located } from '../testFile/located';

/** The names that `${…}` can have in a file: its variables, the members of inline rows, and saved values. */
export function variablesIn(root: Located): readonly string[] {
  const names = new Set<string>(locatedAt(root, ['variables'])?.members?.keys());
  for (const test of locatedAt(root, ['tests'])?.items ?? []) {
    for (const row of locatedAt(test, ['data'])?.items ?? []) addKeys(row, names);
    for (const turn of locatedAt(test, ['turns'])?.items ?? []) {
      const saved = locatedAt(turn, ['save']);
      if (saved) addKeys(saved, names);
    }
  }
  return [...names];
}

function addKeys({ members }: Located, names: Set<string>): void {
  for (const name of members?.keys() ?? []) names.add(name);
}

/** The beginning of a variable name before the cursor: what follows `${`; `undefined` if there is none. */
export function variableBefore(line: string): string | undefined {
  return /\$\{([\p{L}\p{N}_-]*)$/u.exec(line)?.[1];
}
