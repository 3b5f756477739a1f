import { randomBytes } from 'node:crypto';
import { env, l10n, Uri, window, workspace } from 'vscode';
import type { ChatSessions } from '../../chat/chatSessions';
import type { ConversationStore } from '../../storage/conversations/conversationStore';
import type { Conversation } from '../../shared/conversation/conversation';
import type { Chats } from '../chat/chats';
import { UserError } from '../guard';
import { prompts } from '../prompts';

export interface ConversationFilesDeps {
  readonly store: ConversationStore;
  readonly sessions: ChatSessions;
  readonly chats: Chats;
}

type Form = 'markdownFile' | 'clipboard' | 'jsonFile';

/** Conversations out to files and the clipboard, and back in. */
export class ConversationFiles {
  constructor(private readonly deps: ConversationFilesDeps) {}

  /** Asks for the form and writes the conversation; says so where there is none. */
  async exportConversation(conversationId: string | undefined): Promise<void> {
    const session = conversationId === undefined ? undefined : await this.deps.sessions.load(conversationId);
    if (!session || session.conversation.turns.length === 0)
      throw new UserError(l10n.t('There is no conversation to export yet.'));
    const form = await askForForm();
    if (!form) return;
    const { conversation } = session;
    if (form === 'clipboard') {
      await env.clipboard.writeText(await markdownOf(conversation));
      void window.setStatusBarMessage(l10n.t('Conversation copied'), 3_000);
      return;
    }
    const isJson = form === 'jsonFile';
    const name = `${fileName(conversation.title)}.${isJson ? 'json' : 'md'}`;
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

  /** Reads an exported conversation into the history and shows it. */
  async importConversation(): Promise<void> {
    const [source] =
      (await prompts.showOpenDialog({ title: l10n.t('Import conversation'), filters: { JSON: ['json'] } })) ??
      [];
    if (!source) return;
    const text = new TextDecoder().decode(await workspace.fs.readFile(source));
    const { conversationFromJson } = await import('../../onDemand/files');
    const imported = conversationFromJson(text, newId);
    if (!imported) {
      throw new UserError(l10n.t('This file is not a conversation exported as JSON by this version.'));
    }
    await this.deps.store.append(imported.conversationId, imported.events);
    await this.deps.chats.open(await this.deps.chats.reveal(), imported.conversationId);
  }
}

async function askForForm(): Promise<Form | undefined> {
  const items: readonly { readonly label: string; readonly description: string; readonly form: Form }[] = [
    { label: l10n.t('Markdown file'), description: l10n.t('for reading'), form: 'markdownFile' },
    { label: l10n.t('Markdown to the clipboard'), description: l10n.t('for pasting'), form: 'clipboard' },
    { label: l10n.t('JSON file'), description: l10n.t('can be imported again'), form: 'jsonFile' },
  ];
  return (await prompts.showQuickPick(items, { title: l10n.t('Export conversation') }))?.form;
}

async function jsonOf(conversation: Conversation): Promise<string> {
  const { conversationToJson } = await import('../../onDemand/files');
  return conversationToJson(conversation, newId);
}

async function markdownOf(conversation: Conversation): Promise<string> {
  const { conversationInMarkdown } = await import('../../onDemand/files');
  return conversationInMarkdown(conversation, env.language.startsWith('zh') ? 'zh' : 'en');
}

function newId(): string {
  return randomBytes(16).toString('hex');
}

/** A name that every file system takes. */
function fileName(title: string): string {
  const clean = title
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 60);
  return clean || 'conversation';
}
