import { Diagnostic, DiagnosticSeverity, extensions, languages, Position, Range, type Uri } from 'vscode';
import { Lines, type Problem } from '../../../chatflowTests/testFile/problem';
import { schemaProblemKeys } from '../../../chatflowTests/testFile/schemaProblemKeys';
import { isJsonName } from '../../../chatflowTests/testFile/testFileName';
import { problemText } from '../../../chatflowTests/words/words';
import { DisposableBase } from '../../disposable';
import { displayLanguage } from '../../environment';
import type { FoundFile } from '../testFiles';

/** The mistakes of test files in the list of problems. */
export class TestDiagnostics extends DisposableBase {
  private readonly collection = this.register(languages.createDiagnosticCollection('coze.tests'));

  show({ uri, path, text, read }: FoundFile): void {
    const problems = 'problems' in read ? read.problems : [];
    const isReported = isValidatedElsewhere(path);
    const lines = new Lines(text);
    this.collection.set(
      uri,
      problems
        .filter(({ key }) => !isReported || !schemaProblemKeys.has(key))
        .map((problem) => diagnosticOf(problem, lines)),
    );
  }

  remove(uri: Uri): void {
    this.collection.delete(uri);
  }
}

/**
 * Whether another extension validates the file by the schema that package.json contributes: the JSON support of VS Code, or
 * the YAML extension of Red Hat.
 */
export function isValidatedElsewhere(path: string): boolean {
  return isJsonName(path) || extensions.getExtension('redhat.vscode-yaml') !== undefined;
}

/** A mistake in the list of problems. */
export function diagnosticOf(
  problem: Problem,
  lines: Lines,
  severity = DiagnosticSeverity.Error,
): Diagnostic {
  const end = lines.at(problem.end);
  const range = new Range(
    new Position(problem.line - 1, problem.column - 1),
    new Position(end.line - 1, end.column - 1),
  );
  const diagnostic = new Diagnostic(range, problemText(problem, displayLanguage()), severity);
  diagnostic.source = 'Coze';
  diagnostic.code = problem.key;
  return diagnostic;
}
