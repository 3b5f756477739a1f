import { l10n } from 'vscode';
import type { ChatView } from '../chat/chatView';
import { DisposableBase } from '../disposable';
import { createStatusBarItem } from '../statusBar';

/**
 * Shows how many conversations wait for an answer of the user: on the badge of the chat's icon, and in the status bar for
 * users who have hidden that icon. Both are available before the chat is opened.
 */
export class PendingQuestionBadge extends DisposableBase {
  private readonly item = this.register(createStatusBarItem('waiting'));
  private shown = 0;

  constructor(private readonly view: Pick<ChatView, 'setBadge'>) {
    super();
  }

  /** The number that is shown; 0 if the badge is hidden. */
  get count(): number {
    return this.shown;
  }

  show(count: number): void {
    this.shown = count;
    const words = textOf(count);
    this.view.setBadge({ value: count, tooltip: words });
    this.item.text = `$(comment-unresolved) ${count}`;
    this.item.tooltip = words;
    this.item.accessibilityInformation = { role: 'button', label: words };
    if (count === 0) this.item.hide();
    else this.item.show();
  }
}

function textOf(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? l10n.t('1 conversation is waiting for your answer')
    : l10n.t('{count} conversations are waiting for your answer', { count });
}
