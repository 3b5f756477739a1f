import { l10n, window } from 'vscode';
import type { ErrorInfo } from '../shared/errorInfo';
import { displayLanguage } from './environment';
import type { Log } from './log';

/** An error with a message for the user, in the display language. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** By name: each bundle that is loaded on demand has its own copy of the class. */
function isUserError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'UserError';
}

/**
 * Runs the actions of the user. A failed action ends in one notification and one line in the log; no error reaches VS
 * Code.
 */
export class Guard {
  /**
   * @param errorInfoOf returns the data of an error of the service or the network; `undefined` for any other error.
   * @param failed is called with the data of such an error.
   */
  constructor(
    private readonly log: Log,
    readonly errorInfoOf: (error: unknown) => ErrorInfo | undefined,
    private readonly failed: (error: ErrorInfo) => void,
  ) {}

  /** Runs the action. `label` is used in the log only. Resolves to `undefined` if the action failed. */
  async run<T>(label: string, action: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await action();
    } catch (error) {
      this.report(label, error);
      return undefined;
    }
  }

  private report(label: string, error: unknown): void {
    if (isUserError(error)) {
      this.log.warn(`${label}: ${error.message}`);
      void window.showWarningMessage(error.message);
      return;
    }
    this.log.error(label, error);
    const info = this.errorInfoOf(error);
    if (info) this.failed(info);
    void this.notify(info);
  }

  private async notify(info: ErrorInfo | undefined): Promise<void> {
    const showLog = l10n.t('Show log');
    const choice = await window.showErrorMessage(
      info ? await explain(info) : l10n.t('Coze: Something went wrong. See the log.'),
      showLog,
    );
    if (choice === showLog) this.log.show();
  }
}

async function explain(info: ErrorInfo): Promise<string> {
  const { errorInWords } = await import('../onDemand/content');
  return errorInWords(info, displayLanguage());
}
