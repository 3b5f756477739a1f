import { l10n, window } from 'vscode';
import { selectionPrompt } from '../../chat/selectionPrompt';
import { textMessage } from '../../shared/conversation/userMessage';
import { waitingTurn } from '../../shared/conversation/conversation';
import type { WhileWaiting } from '../../shared/protocol';
import type { ChatConnection } from '../chat/chatConnection';
import type { Chats } from '../chat/chats';
import { readCells, readSelection, selectionLabels, type EditorSelection } from './editorSelection';
import { UserError } from '../guard';
import { actingFrom } from '../origin';
import { prompts } from '../prompts';
import { confirmed } from './warnings';

/**
 * Asks for a question about the selected code, and sends both as one message in the active chat. The question may be
 * empty; Escape cancels. Asks for confirmation if the code is very long or seems to contain a secret.
 */
export async function askAboutSelection(chats: Chats): Promise<void> {
  const { activeTextEditor: editor, activeNotebookEditor: notebook } = window;
  if (!editor && !notebook) throw new UserError(l10n.t('Open a file and select the code to ask about.'));
  const selection = editor ? readSelection(editor) : notebook && readCells(notebook);
  if (!selection) throw new UserError(l10n.t('The file is empty. Select the code to ask about.'));
  const question = await prompts.showInputBox({
    title: l10n.t('Ask Coze workflow about selection'),
    prompt: l10n.t('{lines} of {file}. Enter sends, Esc cancels. The question is optional.', {
      lines: linesText(selection),
      file: selection.fileName,
    }),
    placeHolder: l10n.t('What do you want to know?'),
    ignoreFocusOut: true,
  });
  if (question === undefined) return;
  if (!(await confirmed(selection.snippets, l10n.t('Send this selection?'), l10n.t('Send anyway')))) return;
  const prompt = promptOf(question, selection);
  const connection = await chats.reveal();
  await actingFrom(connection, () => sendPrompt(chats, connection, prompt));
}

async function sendPrompt(chats: Chats, connection: ChatConnection, prompt: string): Promise<void> {
  const { session } = connection;
  const choice = session && waitingTurn(session.conversation) ? await askWhileWaiting() : undefined;
  if (choice === 'cancel') connection.restoreDraft(textMessage(prompt));
  else await chats.send(connection, textMessage(prompt), choice);
}

/** A pending question would take the code as its answer: asks the user what to do. */
async function askWhileWaiting(): Promise<WhileWaiting | 'cancel'> {
  const inNew = l10n.t('New conversation');
  const answer = l10n.t('Send as the answer');
  const picked = await prompts.showWarningMessage(
    l10n.t('The workflow is waiting for your answer'),
    {
      modal: true,
      detail: l10n.t(
        'In this conversation the workflow takes the selection as the answer to its question. Cancel puts the text into the message box.',
      ),
    },
    inNew,
    answer,
  );
  if (picked === inNew) return 'newConversation';
  return picked === answer ? 'answer' : 'cancel';
}

function linesText({ snippets }: EditorSelection): string {
  const first = snippets[0]?.startLine ?? 1;
  const last = snippets.at(-1)?.endLine ?? first;
  return first === last
    ? l10n.t('Line {line}', { line: first })
    : l10n.t('Lines {first}–{last}', { first, last });
}

/** Builds one message of the question and each selected range with its location. */
function promptOf(question: string, { snippets, fileName }: EditorSelection): string {
  const labels = selectionLabels();
  return snippets
    .map((snippet, index) =>
      selectionPrompt(
        index === 0 ? question : '',
        { ...snippet, fileName: snippet.fileName ?? fileName },
        labels,
      ),
    )
    .join('\n\n');
}
