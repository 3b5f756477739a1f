import { l10n, window } from 'vscode';
import { textMessage, type UserMessage } from '../../shared/conversation/userMessage';
import type { Workflow } from '../../shared/workflow';
import type { Chats } from '../chat/chats';
import { UserError } from '../guard';
import type { Services } from '../services';
import { promptOf, readCells, readSelection, subjectOf, type EditorSelection } from './editorSelection';
import { askQuestion, placeText, sendPrompt } from './sendPrompt';
import { confirmed } from './warnings';

/**
 * Asks for a question about the selected code, and sends both as one message in the active chat. The question may be
 * empty; Escape cancels. Asks for confirmation if the code is very long or seems to contain a secret.
 */
export async function askAboutSelection(services: Services, chats: Chats): Promise<void> {
  const { activeTextEditor: editor, activeNotebookEditor: notebook } = window;
  if (!editor && !notebook) throw new UserError(l10n.t('Open a file and select the code to ask about.'));
  const selection = editor ? readSelection(editor) : notebook && readCells(notebook);
  if (!selection) throw new UserError(l10n.t('The file is empty. Select the code to ask about.'));
  const workflow = services.catalog.of(chats.activeSession?.conversation);
  const question = await askQuestion(
    l10n.t('Ask Coze workflow about selection'),
    placeOf(selection),
    workflow?.selection,
  );
  if (question === undefined) return;
  if (!(await confirmed(selection.snippets, l10n.t('Send this selection?'), l10n.t('Send anyway')))) return;
  await sendPrompt(chats, await messageFor(services, workflow, question, selection));
}

function placeOf({ snippets, fileName }: EditorSelection): string {
  const first = snippets[0]?.startLine ?? 1;
  return placeText(fileName, first, snippets.at(-1)?.endLine ?? first);
}

async function messageFor(
  services: Services,
  workflow: Workflow | undefined,
  question: string,
  selection: EditorSelection,
): Promise<UserMessage> {
  if (!workflow?.selection) return textMessage(promptOf(question, selection));
  const { mappedMessage, numberInputs } = await import('../../onDemand/selection');
  return mappedMessage(
    workflow.selection,
    subjectOf(selection),
    question,
    await numberInputs(workflow, services),
  );
}
