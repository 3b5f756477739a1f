import { readdirSync, readFileSync } from 'node:fs';
import { parseSync, Visitor, type Expression } from 'oxc-parser';

/**
 * All texts of the host: the first argument of each `l10n.t(…)` in these files, found in their syntax trees. Throws
 * if that argument is not a string literal, because then no translation can be looked up.
 */
export function hostStrings(files: readonly string[]): readonly string[] {
  return [...new Set(files.flatMap(stringsIn))].sort();
}

/** The files that use `vscode.l10n`: the host and the composition root. */
export function hostFiles(root: string): readonly string[] {
  const host = readdirSync(`${root}/src/host`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${root}/src/host/${name}`);
  const compositionRoot = readdirSync(`${root}/src`, { encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${root}/src/${name}`);
  return [...host, ...compositionRoot];
}

function stringsIn(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  const found: string[] = [];
  const visitor = new Visitor({
    CallExpression({ callee, arguments: [argument], start }) {
      if (!isTranslation(callee)) return;
      if (argument?.type !== 'Literal' || typeof argument.value !== 'string') {
        throw new Error(
          `${file}:${String(text.slice(0, start).split('\n').length)}: l10n.t needs a plain string`,
        );
      }
      found.push(argument.value);
    },
  });
  visitor.visit(parseSync(file, text).program);
  return found;
}

/** `l10n.t` or `vscode.l10n.t`. */
function isTranslation(callee: Expression): boolean {
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.name !== 't') return false;
  const { object } = callee;
  const name = object.type === 'MemberExpression' && !object.computed ? object.property : object;
  return name.type === 'Identifier' && name.name === 'l10n';
}
