import { env, l10n, ThemeIcon, window, type QuickInputButton, type QuickPickItem } from 'vscode';
import type { SearchHit } from '../../storage/conversations/conversationIndex';
import { escapedIcons } from '../foreignText';
import { dateText, isolated } from '../itemText';
import { compactCount } from '../usage/usageText';
import type { ConversationSummary } from '../../storage/conversations/summary';
import { limits } from '../../shared/limits';
import { totalTokens } from '../../shared/usage';
import { actingFrom, origin } from '../origin';
import { prompts } from '../prompts/prompts';
import type { Services } from '../services';

/** What can be done with an item of the list. */
export interface HistoryActions {
  open(conversationId: string): Promise<void>;
  rename(conversationId: string, title: string): Promise<void>;
  remove(summary: ConversationSummary): Promise<void>;
  exportConversation(conversationId: string): Promise<void>;
}

interface Item extends QuickPickItem {
  /** Absent for the item that says that the list is empty. */
  readonly summary?: ConversationSummary;
}

type ItemButton = QuickInputButton & { readonly act: 'rename' | 'export' | 'remove' };

/** Delay of the search after the last key, in milliseconds. */
const searchPauseMs = 120;

/**
 * The list of conversations: searches titles and texts, opens with Enter; buttons rename, export and delete. A native
 * quick pick, for keyboards and screen readers.
 */
export async function pickFromHistory(
  { store, guard }: Pick<Services, 'store' | 'guard'>,
  actions: HistoryActions,
): Promise<void> {
  const pick = window.createQuickPick<Item>();
  const buttons = itemButtons();
  let search: NodeJS.Timeout | undefined;
  let latest = 0;
  const load = async (): Promise<void> => {
    const turn = ++latest;
    pick.busy = true;
    const hits = await store.search(pick.value);
    if (turn !== latest) return;
    pick.items =
      hits.length > 0
        ? hits.map((hit) => itemOrFallback(hit, buttons))
        : [{ label: nothingText(pick.value), alwaysShow: true }];
    pick.busy = false;
  };
  const chat = origin();
  const guarded = (label: string, act: () => Promise<void>): void =>
    void actingFrom(chat, () => guard.run(label, act));
  const reload = (): void => guarded('history', load);
  pick.title = l10n.t('Conversations');
  pick.placeholder = l10n.t('Search titles and texts');
  pick.matchOnDescription = true;
  pick.onDidChangeValue(() => {
    clearTimeout(search);
    search = setTimeout(reload, searchPauseMs);
  });
  pick.onDidAccept(() => {
    const summary = pick.selectedItems[0]?.summary;
    guarded('openConversation', async () => {
      await prompts.close(pick);
      if (summary) await actions.open(summary.id);
    });
  });
  pick.onDidTriggerItemButton(({ item: { summary }, button }) => {
    if (!summary) return;
    guarded('historyAction', async () => {
      const { act } = button as ItemButton;
      if (act === 'remove') {
        await actions.remove(summary);
        await load();
        return;
      }
      // The next prompt replaces the list, so that the focus is never elsewhere in between.
      if (act === 'export') await actions.exportConversation(summary.id);
      else await rename(summary, actions);
    });
  });
  reload();
  await prompts.show(pick);
  clearTimeout(search);
  latest = -1;
}

async function rename(summary: ConversationSummary, actions: HistoryActions): Promise<void> {
  const title = await prompts.showInputBox({
    title: l10n.t('Rename conversation'),
    value: summary.title,
    validateInput: (value) => (value.trim() === '' ? l10n.t('The title is empty.') : undefined),
  });
  if (title !== undefined) await actions.rename(summary.id, title);
}

/** A screen reader is silent about an empty list. */
function nothingText(query: string): string {
  return query.trim() === ''
    ? l10n.t('No conversations yet')
    : l10n.t('No conversation contains all these words');
}

/** An invalid conversation still has an item, so that it can be opened and deleted. */
function itemOrFallback({ summary, excerpt }: SearchHit, buttons: readonly ItemButton[]): Item {
  try {
    return itemOf(summary, excerpt, buttons);
  } catch {
    return { label: l10n.t('Untitled'), detail: summary.id, alwaysShow: true, buttons, summary };
  }
}

function itemOf(summary: ConversationSummary, excerpt: string, buttons: readonly ItemButton[]): Item {
  const facts = [
    summary.workflow?.name ?? '',
    dateText(summary.lastAt, env.language),
    l10n.t('{count} tokens', { count: compactCount(totalTokens(summary.usage)) }),
    ...(summary.isRunning ? [l10n.t('running')] : []),
  ].filter((fact) => fact !== '');
  const title = isolated(summary.title.slice(0, limits.title)) || l10n.t('Untitled');
  return {
    label: summary.isWaiting ? `$(question) ${escapedIcons(title)}` : escapedIcons(title),
    description: summary.isWaiting ? l10n.t('waiting for your answer') : '',
    detail: escapedIcons([facts.join(' · '), excerpt].filter((part) => part !== '').join(' — ')),
    // The store has already searched: VS Code must not filter the items.
    alwaysShow: true,
    buttons,
    summary,
  };
}

function itemButtons(): readonly ItemButton[] {
  return [
    { act: 'rename', iconPath: new ThemeIcon('edit'), tooltip: l10n.t('Rename') },
    { act: 'export', iconPath: new ThemeIcon('export'), tooltip: l10n.t('Export') },
    { act: 'remove', iconPath: new ThemeIcon('trash'), tooltip: l10n.t('Delete') },
  ];
}
