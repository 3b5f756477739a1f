import { l10n, QuickPickItemKind, Uri, window, workspace, WorkspaceEdit, type QuickPickItem } from 'vscode';
import { nameWithoutTokens } from '../../../chatflowTests/fromConversation/literals';
import type { ProposedCheck } from '../../../chatflowTests/fromConversation/proposedChecks';
import {
  checkLine,
  proposedTest,
  testFileText,
  type ProposedTest,
} from '../../../chatflowTests/fromConversation/proposedTest';
import { openRun, type Conversation } from '../../../shared/conversation/conversation';
import { foreignText } from '../../foreignText';
import { UserError } from '../../guard';
import { prompts } from '../../prompts/prompts';

/**
 * Asks which of the proposed checks a test of the conversation has, and opens it as an unsaved file of the workspace: nothing is
 * written before the user saves it.
 */
export async function openConversationTest(conversation: Conversation | undefined): Promise<void> {
  const turns = conversation?.turns.filter(({ isHidden }) => !isHidden) ?? [];
  if (!conversation || turns.length === 0)
    throw new UserError(l10n.t('There is no conversation yet. Send a message first.'));
  if (openRun(conversation))
    throw new UserError(l10n.t('The workflow is still answering. Create the test when it has finished.'));
  const test = proposedTest(conversation);
  const chosen = await chosenChecks(test);
  if (!chosen) return;
  const name = nameWithoutTokens(foreignText(conversation.title, 80)) || l10n.t('Conversation');
  await openUnsaved(name, testFileText(test, name, chosen));
}

interface CheckItem extends QuickPickItem {
  /** Absent for the line above the checks of a turn. */
  readonly check?: ProposedCheck;
}

/** The checks that the user marks; the useful ones are marked before. `undefined`: cancelled. */
async function chosenChecks({ turns }: ProposedTest): Promise<ReadonlySet<ProposedCheck> | undefined> {
  const items = turns.flatMap(({ sent, checks }): CheckItem[] => {
    const text = typeof sent === 'string' ? sent : Object.values(sent).join(', ');
    const heading = { label: foreignText(text, 60), kind: QuickPickItemKind.Separator };
    return [heading, ...checks.map((check) => itemOf(check))];
  });
  const pick = window.createQuickPick<CheckItem>();
  pick.title = l10n.t('Create test from this conversation');
  pick.placeholder = l10n.t('Choose the checks of each answer');
  pick.canSelectMany = true;
  pick.items = items;
  pick.selectedItems = items.filter(({ picked }) => picked);
  return prompts.accept(pick, () => new Set(pick.selectedItems.flatMap(({ check }) => check ?? [])));
}

/** A check as text: neither icons nor control characters of an answer have an effect. */
function itemOf(check: ProposedCheck): CheckItem {
  const label = foreignText(checkLine(check), 120).replace(/\$\(/g, '\\$(');
  return { label, picked: check.isUseful, check };
}

async function openUnsaved(name: string, text: string): Promise<void> {
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
