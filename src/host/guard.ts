import { l10n, window } from 'vscode';
import type { Log } from './log';

/** An error whose message is written for the user, in their language, and is shown as it is. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/**
 * The edge where errors stop. What a user set off either works, or ends in one notification and a line in the log;
 * nothing that a command or a message of the view does can throw into VS Code.
 */
export class Guard {
  /** @param explain words for the errors of the service and the network; `undefined` for all others. */
  constructor(
    private readonly log: Log,
    private readonly explain: (error: unknown) => Promise<string | undefined>,
  ) {}

  /** Runs the action. The label goes to the log only. Resolves to `undefined` when it failed. */
  async run<T>(label: string, action: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await action();
    } catch (error) {
      this.report(label, error);
      return undefined;
    }
  }

  private report(label: string, error: unknown): void {
    if (error instanceof UserError) {
      this.log.warn(`${label}: ${error.message}`);
      void window.showWarningMessage(error.message);
      return;
    }
    this.log.error(label, error);
    void this.tell(error);
  }

  private async tell(error: unknown): Promise<void> {
    const explanation = await this.explain(error);
    const showLog = l10n.t('Show log');
    const choice = await window.showErrorMessage(
      explanation ?? l10n.t('Coze: Something went wrong. See the log.'),
      showLog,
    );
    if (choice === showLog) this.log.show();
  }
}
