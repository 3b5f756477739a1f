import { l10n, window } from 'vscode';
import type { Chats } from './chats';
import { readSelection, type EditorSelection } from './editorSelection';
import { UserError } from './guard';

export interface AskAboutSelectionParts {
  readonly chats: Chats;
  /** Builds the message out of question and code. */
  readonly promptFor: (question: string, selection: EditorSelection) => string;
  /** Whether the text holds something like a key or a token. */
  readonly hasSecrets: (text: string) => boolean;
}

/** More than this is asked about first, in UTF-16 units. */
const largeSelection = 100_000;

/**
 * Asks for a question about the selected code and sends both as one message of the chat in front. Esc sends nothing; an
 * empty question is fine. Code that is very long or looks like it holds a key is asked about first.
 */
export async function askAboutSelection(parts: AskAboutSelectionParts): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) throw new UserError(l10n.t('Open a file and select the code to ask about.'));
  const selection = readSelection(editor);
  if (!selection) throw new UserError(l10n.t('There is no code here. Select the code to ask about.'));
  const question = await window.showInputBox({
    title: l10n.t('Ask Coze workflow about selection'),
    prompt: l10n.t('{lines} of {file}. Enter sends, Esc cancels. The question may be empty.', {
      lines: linesText(selection),
      file: selection.fileName,
    }),
    placeHolder: l10n.t('What do you want to know?'),
    ignoreFocusOut: true,
  });
  if (question === undefined || !(await agrees(selection, parts))) return;
  const connection = await parts.chats.reveal();
  await parts.chats.send(connection, parts.promptFor(question.trim(), selection), []);
}

function linesText({ parts }: EditorSelection): string {
  const first = parts[0]?.startLine ?? 1;
  const last = parts.at(-1)?.endLine ?? first;
  return first === last
    ? l10n.t('Line {line}', { line: first })
    : l10n.t('Lines {first}–{last}', { first, last });
}

async function agrees(selection: EditorSelection, parts: AskAboutSelectionParts): Promise<boolean> {
  const code = selection.parts.map((part) => part.code).join('\n');
  const doubts = [
    ...(code.length > largeSelection
      ? [l10n.t('The selection is very long: {count} characters.', { count: code.length })]
      : []),
    ...(parts.hasSecrets(code) ? [l10n.t('The selection looks like it contains a key or a token.')] : []),
  ];
  if (doubts.length === 0) return true;
  const send = l10n.t('Send anyway');
  const choice = await window.showWarningMessage(
    l10n.t('Send this selection?'),
    { modal: true, detail: doubts.join('\n') },
    send,
  );
  return choice === send;
}
