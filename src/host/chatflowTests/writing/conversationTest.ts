import { l10n, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import { testOfConversation } from '../../../chatflowTests/fromConversation';
import type { Conversation } from '../../../shared/conversation/conversation';
import { foreignText } from '../../foreignText';
import { UserError } from '../../guard';

/**
 * Opens a test that repeats the conversation, as an unsaved file of the workspace: nothing is written before the user saves it.
 */
export async function openConversationTest(conversation: Conversation | undefined): Promise<void> {
  const turns = conversation?.turns.filter(({ isHidden }) => !isHidden) ?? [];
  if (!conversation || turns.length === 0)
    throw new UserError(l10n.t('There is no conversation yet. Send a message first.'));
  const name = foreignText(conversation.title, 80) || l10n.t('Conversation');
  const text = testOfConversation(conversation, name);
  const folder = workspace.workspaceFolders?.[0]?.uri;
  if (!folder) {
    await window.showTextDocument(await workspace.openTextDocument({ language: 'yaml', content: text }));
    return;
  }
  const uri = (await freeUri(folder, fileNameOf(name))).with({ scheme: 'untitled' });
  const document = await workspace.openTextDocument(uri);
  const change = new WorkspaceEdit();
  change.insert(uri, document.positionAt(0), text);
  await workspace.applyEdit(change);
  await window.showTextDocument(document);
}

/** A name that a file can have on every system. */
function fileNameOf(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/[\uD800-\uDBFF]$/, '');
  return plain.toLowerCase() || 'conversation';
}

async function freeUri(folder: Uri, name: string): Promise<Uri> {
  for (let number = 1; number < 1_000; number++) {
    const suffix = number === 1 ? '' : `-${String(number)}`;
    const uri = Uri.joinPath(folder, `${name}${suffix}.coze-test.yaml`);
    const isOpen = workspace.textDocuments.some((document) => document.uri.path === uri.path);
    if (!isOpen && !(await exists(uri))) return uri;
  }
  throw new UserError(l10n.t('There are too many test files with this name.'));
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
