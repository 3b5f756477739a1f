import { tokenInText } from '../../shared/text/tokenInText';
import { locatedAt, type Located } from '../testFile/read/located';
import { nearestName } from '../testFile/nearestName';
import type { Mistake } from '../testFile/problem';
import { variablesIn } from './variables';

/** Replaces a part of the text. Offsets are UTF-16 units. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A correction of a mistake. `replace`: the name or value is replaced by `name`. `moveToken`: `name` is the environment variable. */
export interface Fix {
  readonly kind: 'replace' | 'quote' | 'moveToken';
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** Most values that are offered for one mistake. */
const maxValues = 8;

/** The corrections of a mistake, the most probable first. `root` is the parsed text; `isJson` its format. */
export function fixesOf(mistake: Mistake, text: string, root: Located, isJson: boolean): readonly Fix[] {
  const { key, params = {}, start, end } = mistake;
  const written = text.slice(start, end);
  const replaced = (name: string): Fix => ({
    kind: 'replace',
    name,
    edits: [{ start, end, text: isJson ? JSON.stringify(name) : likeBefore(name, written) }],
  });
  const near = params['near'];
  switch (key) {
    case 'keyUnknownNear':
    case 'parameterUnknownNear':
    case 'profileUnknownNear':
      return near === undefined ? [] : [replaced(near)];
    case 'notOneOf':
    case 'notOneOfNear': {
      const allowed = (params['allowed'] ?? '').split(', ');
      const names = near === undefined ? allowed : [near, ...allowed.filter((name) => name !== near)];
      return names.slice(0, maxValues).map(replaced);
    }
    case 'needsQuotes':
    case 'numberRespelled':
      return [{ kind: 'quote', name: written, edits: [{ start, end, text: JSON.stringify(written) }] }];
    case 'variableUnknown':
      return variableFixes(params['name'] ?? '', mistake, text, root);
    case 'tokenInFile':
      return tokenFixes(mistake, text, root, isJson);
    default:
      return [];
  }
}

/** In quotation marks if the text before was. */
function likeBefore(name: string, written: string): string {
  if (written.startsWith('"')) return JSON.stringify(name);
  if (written.startsWith("'")) return `'${name.replaceAll("'", "''")}'`;
  return plainYaml(name);
}

/** As YAML writes it: with quotation marks only where a plain text would mean something else. */
export function plainYaml(name: string): string {
  const isPlain =
    /^[\p{L}_][\p{L}\p{N}_ ./-]*$/u.test(name) && !/ $|^(?:true|false|null|yes|no|on|off)$/i.test(name);
  return isPlain ? name : JSON.stringify(name);
}

function variableFixes(name: string, { start, end }: Mistake, text: string, root: Located): readonly Fix[] {
  const near = nearestName(name, variablesIn(root));
  const at = text.slice(start, end).indexOf(`\${${name}}`);
  if (near === undefined || at < 0) return [];
  const from = start + at + 2;
  return [{ kind: 'replace', name: near, edits: [{ start: from, end: from + name.length, text: near }] }];
}

/** Replaces a token in a value by a variable, which is declared with an environment variable. */
function tokenFixes({ start, end }: Mistake, text: string, root: Located, isJson: boolean): readonly Fix[] {
  const written = text.slice(start, end);
  const token = tokenInText(written);
  if (token === undefined) return [];
  const name = freeName(root);
  const env = name.toUpperCase();
  const use = `\${${name}}`;
  const value = written.replace(token, () => use);
  // A plain text with braces is no text within [ ] and { }.
  const isPlain = !/^["'|>&!]/.test(written);
  const edit = { start, end, text: isPlain ? `'${value.replaceAll("'", "''")}'` : value };
  const declared = declaration(root, text, name, env, isJson);
  return declared ? [{ kind: 'moveToken', name: env, edits: [declared, edit] }] : [];
}

function freeName(root: Located): string {
  const taken = new Set(variablesIn(root));
  for (let number = 1; ; number++) {
    const name = number === 1 ? 'test_token' : `test_token_${String(number)}`;
    if (!taken.has(name)) return name;
  }
}

/** Declares a variable before the other ones, or with the other members of the file. */
function declaration(
  root: Located,
  text: string,
  name: string,
  env: string,
  isJson: boolean,
): TextEdit | undefined {
  const variables = locatedAt(root, ['variables']);
  const value = isJson ? `{ "env": "${env}", "secret": true }` : `{ env: ${env}, secret: true }`;
  const member = `${isJson ? JSON.stringify(name) : name}: ${value}`;
  const holder = variables ?? root;
  const [first] = [root.members?.get('tests'), ...(holder.members?.values() ?? [])].slice(variables ? 1 : 0);
  if (!first) return undefined;
  const { keyStart: start } = first;
  const inserted = variables ? member : `${isJson ? '"variables"' : 'variables'}: { ${member} }`;
  const isFlow = text.charAt(holder.start) === '{';
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const between = isFlow ? (/^\s*$/.test(indent) ? `,\n${indent}` : ', ') : `\n${indent}`;
  return { start, end: start, text: `${inserted}${between}` };
}
