import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import {
  commands,
  Diagnostic,
  DiagnosticSeverity,
  FileType,
  l10n,
  languages,
  Range,
  Uri,
  window,
  workspace,
  type WorkspaceFolder,
} from 'vscode';
import { setContextKey } from '../contextKeys';
import { DisposableBase } from '../disposable';
import { UserError } from '../guard';
import { findingsOf, segmentsOf, type Finding, type Severity } from './findings';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Last column of a finding without columns: VS Code shows it as the end of the line. */
const endOfLine = 1_000_000_000;

/** The findings of one answer in VS Code's list of problems. */
export class ShownFindings extends DisposableBase {
  private readonly collection = this.register(languages.createDiagnosticCollection('Coze'));
  private conversationId = '';

  /**
   * Shows the findings of an answer instead of those shown before, and opens the list. Reports rows that are not findings
   * or name no file of the workspace. Throws a `UserError` if there is nothing to show.
   *
   * @param blocks are the code blocks of the answer.
   */
  async show(conversationId: string, answer: string, blocks: readonly string[]): Promise<void> {
    const read = findingsOf(answer, blocks);
    if (!read || read.findings.length === 0)
      throw new UserError(
        l10n.t('This message contains no findings: a JSON array of file, line, message and severity.'),
      );
    const names = [...new Set(read.findings.map(({ file }) => file))];
    const uris = new Map(await Promise.all(names.map(async (name) => [name, await fileOf(name)] as const)));
    const found = read.findings.flatMap((finding) => {
      const uri = uris.get(finding.file);
      return uri ? [{ uri, finding }] : [];
    });
    const elsewhere = read.findings.length - found.length;
    if (found.length === 0)
      throw new UserError(
        l10n.t('The findings name no file of this workspace ({count}).', { count: elsewhere }),
      );
    this.clear();
    this.collection.set(found.map(({ uri, finding }) => [uri, [diagnosticOf(finding)]]));
    this.conversationId = conversationId;
    setContextKey('hasFindings', true);
    await commands.executeCommand('workbench.actions.view.problems');
    if (elsewhere + read.refused > 0)
      void window.showInformationMessage(
        l10n.t(
          'Findings shown: {shown}. In files that are not in this workspace: {elsewhere}. Rows that are not findings: {refused}.',
          { shown: found.length, elsewhere, refused: read.refused },
        ),
      );
  }

  clear(): void {
    this.collection.clear();
    this.conversationId = '';
    setContextKey('hasFindings', false);
  }

  /** Clears the findings if they are of this conversation. */
  clearOf(conversationId: string): void {
    if (conversationId === this.conversationId) this.clear();
  }
}

function diagnosticOf({ line, column, endLine, message, severity }: Finding): Diagnostic {
  const range = new Range(line - 1, Math.max(0, column - 1), endLine - 1, endOfLine);
  const diagnostic = new Diagnostic(range, message, severities[severity]);
  diagnostic.source = 'Coze';
  return diagnostic;
}

/** The file of the workspace that a finding names; `undefined` if there is none. */
async function fileOf(file: string): Promise<Uri | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  for (const folder of folders) {
    const segments = segmentsOf(file, folder.uri.fsPath);
    if (!segments) continue;
    // VS Code prefixes the name of the folder to paths in a workspace with several folders.
    const isPrefixed = folders.length > 1 && segments[0] === folder.name;
    for (const within of isPrefixed ? [segments.slice(1), segments] : [segments]) {
      const uri = Uri.joinPath(folder.uri, ...within);
      if (await isFileIn(folder, uri)) return uri;
    }
  }
  return undefined;
}

/** Whether there is such a file, and it is not outside of the folder by a symbolic link. */
async function isFileIn(folder: WorkspaceFolder, uri: Uri): Promise<boolean> {
  try {
    const { type } = await workspace.fs.stat(uri);
    if (uri.scheme !== 'file') return type === FileType.File;
    if ((type & FileType.File) === 0) return false;
    const [root, path] = await Promise.all([realpath(folder.uri.fsPath), realpath(uri.fsPath)]);
    return path.startsWith(root.endsWith(sep) ? root : root + sep);
  } catch {
    // There is no such file.
    return false;
  }
}
