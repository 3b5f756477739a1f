import { randomBytes } from 'node:crypto';
import { env, l10n, Uri, window, workspace } from 'vscode';
import type { Conversation } from '../../shared/conversation/conversation';
import type { Chats } from '../chat/chats';
import { UserError } from '../guard';
import { displayLanguage } from '../environment';
import { validFileName } from '../fileName';
import { prompts } from '../prompts/prompts';
import type { Services } from '../services';

type ConversationFilesDeps = Pick<Services, 'store' | 'sessions'> & { readonly chats: Chats };

type ExportFormat = 'markdownFile' | 'clipboard' | 'jsonFile';

/** Exports conversations to files and the clipboard, and imports them. */
export class ConversationFiles {
  constructor(private readonly deps: ConversationFilesDeps) {}

  async exportActive(): Promise<void> {
    await this.exportConversation(this.deps.chats.activeSession?.id);
  }

  /** Asks for the format and exports the conversation. Throws a {@link UserError} if it is empty or missing. */
  async exportConversation(conversationId: string | undefined): Promise<void> {
    const session = conversationId === undefined ? undefined : await this.deps.sessions.load(conversationId);
    if (!session || session.conversation.turns.length === 0)
      throw new UserError(l10n.t('There is no conversation to export yet.'));
    const format = await askForFormat();
    if (!format) return;
    const { conversation } = session;
    if (format === 'clipboard') {
      await env.clipboard.writeText(await markdownOf(conversation));
      void window.setStatusBarMessage(l10n.t('Conversation copied'), 3_000);
      return;
    }
    const isJson = format === 'jsonFile';
    const name = `${validFileName(conversation.title) || 'conversation'}.${isJson ? 'json' : 'md'}`;
    const folder = workspace.workspaceFolders?.[0];
    const target = await prompts.showSaveDialog({
      title: l10n.t('Export conversation'),
      ...(folder && { defaultUri: Uri.joinPath(folder.uri, name) }),
      filters: isJson ? { JSON: ['json'] } : { Markdown: ['md'] },
    });
    if (!target) return;
    const text = await (isJson ? jsonOf(conversation) : markdownOf(conversation));
    await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  }

  /** Imports a conversation and shows it. Throws a {@link UserError} for any other file. */
  async importConversation(): Promise<void> {
    const [source] =
      (await prompts.showOpenDialog({ title: l10n.t('Import conversation'), filters: { JSON: ['json'] } })) ??
      [];
    if (!source) return;
    const text = new TextDecoder().decode(await workspace.fs.readFile(source));
    const { conversationFromJson } = await import('../../onDemand/content');
    const imported = conversationFromJson(text, newId);
    if (!imported) {
      throw new UserError(l10n.t('This file is not a conversation exported as JSON by this version.'));
    }
    await this.deps.store.journal(imported.conversationId).append(imported.events);
    await this.deps.chats.open(await this.deps.chats.reveal(), imported.conversationId);
  }
}

async function askForFormat(): Promise<ExportFormat | undefined> {
  const items: readonly {
    readonly label: string;
    readonly description: string;
    readonly format: ExportFormat;
  }[] = [
    { label: l10n.t('Markdown file'), description: l10n.t('for reading'), format: 'markdownFile' },
    { label: l10n.t('Markdown to the clipboard'), description: l10n.t('for pasting'), format: 'clipboard' },
    { label: l10n.t('JSON file'), description: l10n.t('can be imported again'), format: 'jsonFile' },
  ];
  return (await prompts.showQuickPick(items, { title: l10n.t('Export conversation') }))?.format;
}

async function jsonOf(conversation: Conversation): Promise<string> {
  const { conversationToJson } = await import('../../onDemand/content');
  return conversationToJson(conversation, newId);
}

async function markdownOf(conversation: Conversation): Promise<string> {
  const { conversationInMarkdown } = await import('../../onDemand/content');
  return conversationInMarkdown(conversation, displayLanguage());
}

function newId(): string {
  return randomBytes(16).toString('hex');
}
