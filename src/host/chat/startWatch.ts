import { l10n, ProgressLocation, window } from 'vscode';
import type { Disposable } from '../../shared/emitter';
import type { Log } from '../log';

/** A page that has not spoken after this long is slow or dead, in milliseconds. */
const patience = 5_000;

/**
 * Tells the user when a page does not start, with a way to load it again. The notice goes away by itself as soon as the page
 * speaks after all: on a busy computer it may only have been slow.
 */
export class StartWatch implements Disposable {
  private timer: NodeJS.Timeout | undefined;
  private closeNotice: (() => void) | undefined;

  constructor(private readonly log: Pick<Log, 'warn'>) {}

  /** The page is being loaded, or shown again. */
  begin(): void {
    this.end();
    this.timer = setTimeout(() => this.tell(), patience);
  }

  /** The page has spoken, or nobody waits for it any more. */
  end(): void {
    clearTimeout(this.timer);
    this.closeNotice?.();
    this.closeNotice = undefined;
  }

  dispose(): void {
    this.end();
  }

  private tell(): void {
    this.log.warn(`The view has not said ready after ${patience} ms.`);
    const title = l10n.t('The Coze chat has not started yet. [Reload view]({command})', {
      command: 'command:coze.reloadView',
    });
    void window.withProgress(
      { location: ProgressLocation.Notification, title },
      () => new Promise<void>((resolve) => (this.closeNotice = resolve)),
    );
  }
}
