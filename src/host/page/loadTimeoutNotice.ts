import { ProgressLocation, window } from 'vscode';
import type { Disposable } from '../../shared/emitter';
import type { Log } from '../log';

/** A page that has not reported `ready` after this many milliseconds is slow or broken. */
const timeoutMs = 5_000;

/**
 * Notifies the user when a page does not load. The notification closes by itself when the page reports `ready` after all:
 * on a busy computer it may only be slow.
 */
export class LoadTimeoutNotice implements Disposable {
  private timer: NodeJS.Timeout | undefined;
  private closeNotification: (() => void) | undefined;

  /** @param title text of the notification in the user's language; may hold a link to a command that reloads the page. */
  constructor(
    private readonly title: string,
    private readonly log: Pick<Log, 'warn'>,
  ) {}

  /** The page is loading, or is shown again. */
  start(): void {
    this.stop();
    this.timer = setTimeout(() => this.notify(), timeoutMs);
  }

  /** The page is ready, or is no longer shown. */
  stop(): void {
    clearTimeout(this.timer);
    this.closeNotification?.();
    this.closeNotification = undefined;
  }

  dispose(): void {
    this.stop();
  }

  private notify(): void {
    this.log.warn(`The view has not reported ready after ${timeoutMs} ms.`);
    void window.withProgress(
      { location: ProgressLocation.Notification, title: this.title },
      () => new Promise<void>((resolve) => (this.closeNotification = resolve)),
    );
  }
}
