import { CodeAction, CodeActionKind, l10n, languages } from 'vscode';
import { textMessage, type UserMessage } from '../../shared/conversation/userMessage';
import type { SelectionMapping } from '../../shared/selectionMapping';
import type { Workflow } from '../../shared/workflow';
import type { Chats } from '../chat/chats';
import type { Services } from '../services';
import { askAboutSelection } from './askAboutSelection';
import type { MessageText, Problem } from './messageTexts';
import { askQuestion, placeText, sendPrompt } from './sendPrompt';
import { confirmed } from './warnings';

/**
 * Questions about what the user sees outside of the chat. Except for the selection, whose question is asked in an input
 * box, the text is put into the message box, where it is seen as it will be sent, and nothing is sent. A workflow that takes
 * such texts as inputs is asked like about the selection.
 */
export class SelectionCommands {
  constructor(
    private readonly services: Services,
    private readonly chats: Chats,
  ) {}

  ask(): Promise<void> {
    return askAboutSelection(this.services, this.chats);
  }

  /** Adds the selection to the message box as a chip, with its place. Nothing is sent. */
  async addToChat(): Promise<void> {
    const { selectionSnippet } = await import('../../onDemand/selection');
    const { label, text } = selectionSnippet();
    const connection = await this.chats.reveal();
    connection.addSnippet(label, text);
    connection.navigate('composer');
  }

  async askAboutProblem(argument: unknown): Promise<void> {
    const { problemText } = await import('../../onDemand/selection');
    await this.askAbout(l10n.t('Ask Coze workflow about this problem'), await problemText(argument));
  }

  async askAboutFile(argument: unknown): Promise<void> {
    const { fileText } = await import('../../onDemand/selection');
    await this.askAbout(l10n.t('Ask Coze workflow about this file'), await fileText(argument));
  }

  async askAboutTerminal(): Promise<void> {
    const { terminalSelection } = await import('../../onDemand/selection');
    await this.askAbout(l10n.t('Ask Coze workflow about the terminal selection'), await terminalSelection());
  }

  async askAboutChanges(argument: unknown): Promise<void> {
    const { changesText } = await import('../../onDemand/selection');
    await this.askAbout(
      l10n.t('Ask Coze workflow about the changes in this file'),
      await changesText(argument),
    );
  }

  private async askAbout(title: string, text: MessageText): Promise<void> {
    const { catalog } = this.services;
    const workflow = catalog.of(this.chats.activeSession?.conversation);
    const mapping = workflow?.selection;
    const isConfirmed = await confirmed(
      [text],
      mapping?.parameters ? l10n.t('Send this text?') : l10n.t('Add this text to the message box?'),
      mapping?.parameters ? l10n.t('Send anyway') : l10n.t('Add text'),
    );
    if (!isConfirmed) return;
    if (!workflow || !mapping) await this.putIntoMessageBox(textMessage(text.message));
    else if (mapping.parameters) await this.send(title, text, workflow, mapping);
    else await this.putIntoMessageBox(await this.messageBy(mapping, text, text.question, workflow));
  }

  /** Inputs have no place in the message box: the question is asked here, and the message is sent. */
  private async send(
    title: string,
    text: MessageText,
    workflow: Workflow,
    mapping: SelectionMapping,
  ): Promise<void> {
    const { path, startLine, endLine } = text.subject;
    const about = path === '' ? '' : placeText(path, startLine, endLine);
    const question = await askQuestion(title, about, mapping, text.question);
    if (question === undefined) return;
    await sendPrompt(this.chats, await this.messageBy(mapping, text, question, workflow));
  }

  /** After what the user has typed there. */
  private async putIntoMessageBox(message: UserMessage): Promise<void> {
    const connection = await this.chats.reveal();
    connection.restoreDraft(message);
    connection.navigate('composer');
  }

  private async messageBy(
    mapping: SelectionMapping,
    { subject }: MessageText,
    question: string,
    workflow: Workflow,
  ): Promise<UserMessage> {
    const { mappedMessage, numberInputs } = await import('../../onDemand/selection');
    return mappedMessage(mapping, subject, question, await numberInputs(workflow, this.services));
  }
}

export function registerSelection(services: Services, chats: Chats): SelectionCommands {
  const title = l10n.t('Ask Coze workflow about this problem');
  services.subscriptions.push(
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
  return new SelectionCommands(services, chats);
}
