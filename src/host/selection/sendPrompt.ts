import { l10n } from 'vscode';
import { waitingTurn } from '../../shared/conversation/conversation';
import type { UserMessage } from '../../shared/conversation/userMessage';
import type { WhileWaiting } from '../../shared/protocol';
import type { SelectionMapping } from '../../shared/selectionMapping';
import type { Chats } from '../chat/chats';
import { actingFrom } from '../origin';
import { prompts } from '../prompts/prompts';
import { displayLanguage } from '../environment';
import { listText, sentencesText } from '../../shared/text/listText';

/** Says where a text is from: "Lines 3–5 of app.ts." */
export function placeText(file: string, first: string | number, last: string | number): string {
  const lines =
    first === last ? l10n.t('Line {line}', { line: first }) : l10n.t('Lines {first}–{last}', { first, last });
  return l10n.t('{lines} of {file}.', { lines, file });
}

/** Asks for the question of a message. `about` says what it is about, or is empty. The question may be empty; `undefined` after Escape. */
export function askQuestion(
  title: string,
  about: string,
  mapping: SelectionMapping | undefined,
  value = '',
): Thenable<string | undefined> {
  const names = Object.keys(mapping?.parameters ?? {});
  return prompts.showInputBox({
    title,
    prompt: sentencesText(
      [
        ...(about === '' ? [] : [about]),
        ...(names.length > 0
          ? [l10n.t('Sent as inputs: {names}.', { names: listText(names, displayLanguage()) })]
          : []),
        l10n.t('The question is optional.'),
      ],
      displayLanguage(),
    ),
    placeHolder: l10n.t('What do you want to know?'),
    value,
    ignoreFocusOut: true,
  });
}

/** Shows the active chat, and sends the message there. */
export async function sendPrompt(chats: Chats, message: UserMessage): Promise<void> {
  const connection = await chats.reveal();
  await actingFrom(connection, async () => {
    const { session } = connection;
    const choice = session && waitingTurn(session.conversation) ? await askWhileWaiting() : undefined;
    if (choice === 'cancel') connection.restoreDraft(message);
    else await chats.send(connection, message, choice);
  });
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
