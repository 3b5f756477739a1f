import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/**
 * All texts of the host: the first argument of each `l10n.t(…)` in these files, found with the TypeScript compiler. Throws
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
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTranslation(node.expression)) {
      const [text] = node.arguments;
      if (!text || !ts.isStringLiteralLike(text)) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        throw new Error(`${file}:${String(line + 1)}: l10n.t needs a plain string`);
      }
      found.push(text.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTranslation(callee: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(callee) &&
    callee.name.text === 't' &&
    /l10n$/.test(callee.expression.getText())
  );
}
