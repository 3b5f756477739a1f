import { l10n, StatusBarAlignment, window, type StatusBarItem } from 'vscode';
import type { CommandName } from './commandTable';

interface Item {
  /** Higher is further left. */
  readonly priority: number;
  /** Name in the context menu of the status bar. */
  readonly name: () => string;
  readonly command: CommandName;
}

const items = {
  waiting: {
    priority: 91,
    name: () => l10n.t('Coze: waiting questions'),
    command: 'coze.showWaiting',
  },
  usage: {
    priority: 90,
    name: () => l10n.t('Coze token usage'),
    command: 'coze.showUsage',
  },
} satisfies Record<string, Item>;

/** Creates an item on the right of the status bar, hidden. */
export function createStatusBarItem(id: keyof typeof items): StatusBarItem {
  const { priority, name, command } = items[id];
  const item = window.createStatusBarItem(`coze.${id}`, StatusBarAlignment.Right, priority);
  item.name = name();
  item.command = command;
  return item;
}
