import { locatedAt, type Located } from '../testFile/read/located';

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

/** The options that a file names: those that turns choose, and those that checks expect. */
export function optionsIn(root: Located): readonly string[] {
  const options = new Set<string>();
  const add = (node: Located | undefined): void => {
    for (const one of node?.items ?? []) add(one);
    if (typeof node?.value === 'string' && node.value !== '') options.add(node.value);
  };
  for (const test of locatedAt(root, ['tests'])?.items ?? []) {
    for (const turn of locatedAt(test, ['turns'])?.items ?? []) {
      add(locatedAt(turn, ['choose']));
      for (const check of locatedAt(turn, ['expect'])?.items ?? [])
        for (const name of ['includes', 'equals']) add(locatedAt(check, ['options', name]));
    }
  }
  return [...options];
}
