import {
  commands,
  Diagnostic,
  env,
  extensions,
  l10n,
  languages,
  Range,
  Uri,
  window,
  workspace,
  type TextDocument,
} from 'vscode';
import { fenced, selectionPrompt } from '../../chat/selectionPrompt';
import { UserError } from '../guard';
import { codeIn, fileNameOf, selectionLabels, subjectOf, uriOf } from './editorSelection';
import type { Subject } from './mappedMessage';
import { problemLine } from './problemLine';
import type { OutgoingText } from './warnings';

/** A text for the message box. */
export interface MessageText extends OutgoingText {
  /** The message around the code, for a workflow without a mapping. */
  readonly message: string;
  /** The same for a mapping. */
  readonly subject: Subject;
  /** The question that the message contains. */
  readonly question: string;
}

/** The argument of the command behind the code action of a problem. */
export interface Problem {
  readonly document: Uri;
  readonly diagnostics: readonly Diagnostic[];
}

/** Lines of code before and after a problem. */
const linesAround = 5;

/** The problems that the argument names, or those at the cursor, with the code around them. */
export async function problemText(argument: unknown): Promise<MessageText> {
  const { document, diagnostics } = (await problemOf(argument)) ?? problemAtCursor();
  const lines = diagnostics.flatMap(({ range }) => [range.start.line, range.end.line]);
  const snippet = codeIn(
    document,
    document.validateRange(
      new Range(Math.max(0, Math.min(...lines) - linesAround), 0, Math.max(...lines) + linesAround, Infinity),
    ),
  );
  const problems = diagnostics.map(problemLine).join('\n');
  const question = l10n.t('Explain this problem and how to fix it.');
  const fileName = fileNameOf(uriOf(document));
  const message = selectionPrompt(
    `${question}\n\n${fenced(problems)}`,
    { ...snippet, fileName },
    selectionLabels(),
  );
  const subject = subjectOf({ fileName, snippets: [{ ...snippet, diagnostics: problems }] });
  return { ...snippet, message, subject, question };
}

/** A whole file: the one that the argument names, or that of the active editor. */
export async function fileText(argument: unknown): Promise<MessageText> {
  const document = await documentOf(argument);
  const snippet = codeIn(document, document.validateRange(new Range(0, 0, document.lineCount, 0)));
  if (snippet.code.trim() === '') throw new UserError(l10n.t('The file is empty.'));
  const fileName = fileNameOf(uriOf(document));
  const message = selectionPrompt('', { ...snippet, fileName }, selectionLabels());
  return { ...snippet, message, subject: subjectOf({ fileName, snippets: [snippet] }), question: '' };
}

/** The text selected in the active terminal. VS Code passes it through the clipboard only, whose text is restored. */
export async function terminalSelection(): Promise<MessageText> {
  const code = await copiedFromTerminal();
  if (code.trim() === '') throw new UserError(l10n.t('Select the text to ask about in a terminal.'));
  const message = `${l10n.t('Output of a terminal:')}\n\n${fenced(code)}`;
  return { code, startLine: 1, message, subject: textSubject(code, '', ''), question: '' };
}

async function copiedFromTerminal(): Promise<string> {
  const kept = await env.clipboard.readText();
  await env.clipboard.writeText('');
  try {
    await commands.executeCommand('workbench.action.terminal.copySelection');
    return await env.clipboard.readText();
  } finally {
    await env.clipboard.writeText(kept);
  }
}

/** What the part of Git's extension returns that is used here. */
interface GitExtension {
  getAPI(version: 1): {
    getRepository(uri: Uri): { diffWithHEAD(path: string): Promise<string> } | null;
  };
}

/** The changes of a file since the last commit: of the one that the argument names, or that of the active editor. */
export async function changesText(argument: unknown): Promise<MessageText> {
  const document = await documentOf(argument);
  const uri = uriOf(document);
  if (document.isDirty) throw new UserError(l10n.t('Save the file first: Git compares what is saved.'));
  const code = await differences(uri);
  if (code.trim() === '')
    throw new UserError(l10n.t('Git reports no changes of this file since the last commit.'));
  const fileName = fileNameOf(uri);
  const name = fileName.replaceAll('`', "'");
  return {
    code,
    startLine: 1,
    message: `${l10n.t('Changes of the file {file} since the last commit:', { file: `\`${name}\`` })}\n\n${fenced(code, 'diff')}`,
    subject: textSubject(code, fileName, 'diff'),
    question: '',
  };
}

/** Text without a place in a file. Its lines count from 1. */
function textSubject(text: string, path: string, language: string): Subject {
  const lines = text.replace(/\r?\n$/, '').split('\n').length;
  return { selection: text, path, language, startLine: '1', endLine: String(lines), diagnostics: '' };
}

async function differences(uri: Uri): Promise<string> {
  const extension = extensions.getExtension<GitExtension>('vscode.git');
  if (!extension) throw new UserError(l10n.t("VS Code's Git extension is not enabled."));
  const repository = await repositoryOf(extension.activate(), uri);
  if (!repository) throw new UserError(l10n.t('The file is not in a Git repository.'));
  try {
    return await repository.diffWithHEAD(uri.fsPath);
  } catch {
    throw new UserError(l10n.t('Git could not compare the file with the last commit.'));
  }
}

/** The extension throws if Git is switched off or not installed. */
async function repositoryOf(activated: Thenable<GitExtension>, uri: Uri) {
  try {
    return (await activated).getAPI(1).getRepository(uri);
  } catch {
    throw new UserError(l10n.t("VS Code's Git extension is not enabled."));
  }
}

async function problemOf(argument: unknown) {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { document, diagnostics }: Partial<Record<keyof Problem, unknown>> = argument;
  if (!(document instanceof Uri) || !Array.isArray(diagnostics)) return undefined;
  const known = diagnostics.filter((one) => one instanceof Diagnostic);
  return known.length > 0 ? { document: await opened(document), diagnostics: known } : undefined;
}

function problemAtCursor() {
  const { activeTextEditor: editor } = window;
  const diagnostics = editor
    ? languages
        .getDiagnostics(editor.document.uri)
        .filter(({ range }) => range.intersection(editor.selection) !== undefined)
    : [];
  if (!editor || diagnostics.length === 0)
    throw new UserError(l10n.t('Put the cursor on a problem in an editor.'));
  return { document: editor.document, diagnostics };
}

/**
 * The document of a file, of an item of the source control view, or of the active editor. Throws a `UserError` if there
 * is none, or it is not text.
 */
async function documentOf(argument: unknown): Promise<TextDocument> {
  const uri = uriIn(argument);
  if (uri) return opened(uri);
  const { activeTextEditor: editor } = window;
  if (!editor) throw new UserError(l10n.t('Open the file to ask about.'));
  return editor.document;
}

function uriIn(argument: unknown): Uri | undefined {
  if (argument instanceof Uri) return argument;
  if (typeof argument !== 'object' || argument === null || !('resourceUri' in argument)) return undefined;
  return argument.resourceUri instanceof Uri ? argument.resourceUri : undefined;
}

async function opened(uri: Uri): Promise<TextDocument> {
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    throw new UserError(l10n.t('The file does not exist or is not text.'));
  }
}
