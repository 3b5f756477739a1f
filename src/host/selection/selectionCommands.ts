import { CodeAction, CodeActionKind, l10n, languages } from 'vscode';
import { textMessage } from '../../shared/conversation/userMessage';
import type { Chats } from '../chat/chats';
import type { Services } from '../services';
import { askAboutSelection } from './askAboutSelection';
import type { MessageText, Problem } from './messageTexts';
import { confirmed } from './warnings';

/**
 * Questions about what the user sees outside of the chat. Except for the selection, whose question is asked in an input
 * box, the text is put into the message box, where it is seen as it will be sent, and nothing is sent.
 */
export class SelectionCommands {
  constructor(private readonly chats: Chats) {}

  ask(): Promise<void> {
    return askAboutSelection(this.chats);
  }

  async askAboutProblem(argument: unknown): Promise<void> {
    const { problemText } = await import('../../onDemand/selection');
    await this.putIntoMessageBox(await problemText(argument));
  }

  async askAboutFile(argument: unknown): Promise<void> {
    const { fileText } = await import('../../onDemand/selection');
    await this.putIntoMessageBox(await fileText(argument));
  }

  async askAboutTerminal(): Promise<void> {
    const { terminalSelection } = await import('../../onDemand/selection');
    await this.putIntoMessageBox(await terminalSelection());
  }

  async askAboutChanges(argument: unknown): Promise<void> {
    const { changesText } = await import('../../onDemand/selection');
    await this.putIntoMessageBox(await changesText(argument));
  }

  /** After what the user has typed there. */
  private async putIntoMessageBox(text: MessageText): Promise<void> {
    const isConfirmed = await confirmed(
      [text],
      l10n.t('Add this text to the message box?'),
      l10n.t('Add text'),
    );
    if (!isConfirmed) return;
    const connection = await this.chats.reveal();
    connection.restoreDraft(textMessage(text.message));
    connection.navigate('composer');
  }
}

export function registerSelection({ subscriptions }: Services, chats: Chats): SelectionCommands {
  const title = l10n.t('Ask Coze workflow about this problem');
  subscriptions.push(
    languages.registerCodeActionsProvider(
      '*',
      {
        provideCodeActions: ({ uri }, _range, { diagnostics }) => {
          if (diagnostics.length === 0) return [];
          const problem: Problem = { document: uri, diagnostics };
          const action = new CodeAction(title, CodeActionKind.QuickFix);
          action.diagnostics = [...diagnostics];
          action.command = { command: 'coze.askAboutProblem', title, arguments: [problem] };
          return [action];
        },
      },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
  );
  return new SelectionCommands(chats);
}
