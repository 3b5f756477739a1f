import { DiagnosticSeverity, languages, type Diagnostic, type Range, type TextDocument } from 'vscode';

const severityNames = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'info',
  [DiagnosticSeverity.Hint]: 'hint',
} as const;

/** A problem as compilers write it, such as `12:5 error TS2304 (ts): Cannot find name 'x'.` */
export function problemLine({ range, severity, source, code, message }: Diagnostic): string {
  const id = typeof code === 'object' ? code.value : code;
  const place = `${String(range.start.line + 1)}:${String(range.start.character + 1)}`;
  const name = [severityNames[severity], id, source && `(${source})`].filter(Boolean).join(' ');
  return `${place} ${name}: ${message}`;
}

/** The problems within a range, one a line. */
export function problemsIn(document: TextDocument, range: Range): string {
  return languages
    .getDiagnostics(document.uri)
    .filter((problem) => problem.range.intersection(range) !== undefined)
    .map(problemLine)
    .join('\n');
}
