import { l10n, StatusBarAlignment, window } from 'vscode';
import type { Disposable } from '../../shared/emitter';
import type { ChatView } from '../chat/chatView';

/**
 * Tells how many conversations wait for an answer of the user: by the badge on the chat's icon, and in the status bar for
 * whoever has hidden that icon. Both are there before the chat is opened, so that a question is not forgotten over a restart.
 */
export class WaitingSigns implements Disposable {
  private readonly item = window.createStatusBarItem('coze.waiting', StatusBarAlignment.Right, 91);
  private shown = 0;

  constructor(private readonly view: Pick<ChatView, 'setBadge'>) {
    this.item.name = l10n.t('Coze: waiting questions');
    this.item.command = 'coze.showWaiting';
  }

  /** The number that is shown; 0 while nothing is. */
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

  dispose(): void {
    this.item.dispose();
  }
}

function textOf(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? l10n.t('1 conversation is waiting for your answer')
    : l10n.t('{count} conversations are waiting for your answer', { count });
}
