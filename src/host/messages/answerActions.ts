import { languages, window, workspace } from 'vscode';
import { DisposableBase } from '../disposable';
import { prompts } from '../prompts/prompts';
import { EditorInsertion } from './editorInsertion';
import type { ProposedChanges } from './proposedChanges';
import type { ShownFindings } from './shownFindings';

/** Text of an answer. */
export interface AnswerText {
  readonly text: string;
  /** Language of the fence; empty if unknown. */
  readonly language: string;
}

/** What the user can do with the text of an answer outside of the chat. */
export class AnswerActions extends DisposableBase {
  private readonly insertion = this.register(new EditorInsertion());
  private changes: ProposedChanges | undefined;
  private findings: ShownFindings | undefined;

  /** Replaces the selections of the editor that was active last. */
  insert(text: string): Promise<void> {
    return this.insertion.insert(text);
  }

  /** Shows the text in place of the selection in a diff editor, for the user to apply or discard. */
  async applyToSelection(text: string): Promise<void> {
    const changes = await this.proposedChanges();
    await changes.show(this.insertion.editor, text);
  }

  async applyChange(argument: unknown): Promise<void> {
    const changes = await this.proposedChanges();
    await changes.apply(argument);
  }

  async discardChange(argument: unknown): Promise<void> {
    const changes = await this.proposedChanges();
    await changes.discard(argument);
  }

  /** Opens a new, unsaved file. */
  async openNewFile({ text, language }: AnswerText): Promise<void> {
    const { editorLanguage } = await import('../../onDemand/editor');
    const id = editorLanguage(language, await languages.getLanguages());
    const document = await workspace.openTextDocument({ content: text, ...(id && { language: id }) });
    await window.showTextDocument(document, { preview: false });
  }

  /** Pastes the text into the terminal without Enter. */
  async pasteIntoTerminal(text: string): Promise<void> {
    const { pasteIntoTerminal } = await import('../../onDemand/editor');
    await pasteIntoTerminal(text, prompts);
  }

  /** Shows the findings of an answer in VS Code's list of problems. `text` is the answer. */
  async showFindings(conversationId: string, text: string): Promise<void> {
    const { ShownFindings } = await import('../../onDemand/editor');
    const { codesOf } = await import('../../onDemand/content');
    this.findings ??= this.register(new ShownFindings());
    await this.findings.show(
      conversationId,
      text,
      codesOf(text).map(({ code }) => code),
    );
  }

  clearFindings(): void {
    this.findings?.clear();
  }

  /** Clears the findings of a deleted conversation. */
  clearFindingsOf(conversationId: string): void {
    this.findings?.clearOf(conversationId);
  }

  private async proposedChanges(): Promise<ProposedChanges> {
    const { ProposedChanges } = await import('../../onDemand/editor');
    return (this.changes ??= this.register(new ProposedChanges()));
  }
}
