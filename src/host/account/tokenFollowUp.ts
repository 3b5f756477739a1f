import { ProgressLocation, l10n, window } from 'vscode';
import { tokenPage } from '../../shared/urls/clouds';
import type { ConnectionReport } from '../../shared/pages/connectionReport';
import { hostOf, parseUrl } from '../../shared/urls/urls';
import { openWeb } from '../prompts/openWeb';
import type { Workflow } from '../../shared/workflow';
import type { Chats } from '../chat/chats';
import { prompts } from '../prompts/prompts';
import type { Services } from '../services';

type TokenFollowUpDeps = Pick<Services, 'catalog' | 'checks' | 'expiry' | 'guard' | 'settings' | 'tokens'> & {
  readonly chats: Chats;
  /** Asks for another token for this origin. */
  readonly setToken: (origin: string) => Promise<unknown>;
};

/** What happens after a token was entered: its check, and reminders before it expires. */
export class TokenFollowUp {
  private running: AbortController | undefined;

  constructor(private readonly deps: TokenFollowUpDeps) {}

  /**
   * Checks the token and shows the result: without `showsFailures` only if it is none. A check that is still running is
   * cancelled. Does not reject.
   */
  async check(origin: string, showsFailures = true): Promise<void> {
    await this.deps.guard.run('checkToken', async () => {
      const report = await this.reportOf(origin);
      if (report && (showsFailures || !isFailure(report))) await this.show(origin, report);
    });
  }

  /** Checks the token; a check that is still running is cancelled. `undefined` if this one is cancelled. */
  private reportOf(origin: string): Thenable<ConnectionReport | undefined> {
    this.running?.abort();
    const { signal } = (this.running = new AbortController());
    const location = ProgressLocation.Window;
    const title = l10n.t('Checking the token for {host}', { host: hostOf(origin) });
    return window.withProgress({ location, title }, () =>
      this.deps.checks.check(origin, 'entered', signal).catch(ignoreIf(signal)),
    );
  }

  private async show(origin: string, report: ConnectionReport): Promise<void> {
    const { showCheck } = await import('../../onDemand/token');
    const { otherHost = '' } = report;
    switch (await showCheck(report, { prompts })) {
      case 'useOtherCloud':
        return this.useOtherCloud(origin, otherHost, this.deps.catalog.selected);
      case 'tryOtherCloud':
        return this.tryOtherCloud(origin, otherHost, this.deps.catalog.selected);
      case 'setToken':
        await this.deps.setToken(origin);
        return;
      case 'setExpiry':
        return this.setExpiry(origin);
      case 'checkAgain':
        return this.check(origin);
      case undefined:
    }
  }

  /** Moves the token, and the workflow if it is of this origin, to the other cloud. Then checks the token there. */
  async useOtherCloud(origin: string, otherHost: string, workflow: Workflow | undefined): Promise<void> {
    const moved = await this.move(origin, otherHost, workflow);
    if (moved !== undefined) void this.check(moved);
  }

  /** Checks the token at the other cloud, which has none, and moves it there with the workflow if it works. */
  async tryOtherCloud(origin: string, otherHost: string, workflow: Workflow | undefined): Promise<void> {
    const { tokens } = this.deps;
    const other = `https://${otherHost}`;
    const token = await tokens.tokenFor(origin);
    if (token === undefined || (await tokens.sourceFor(other)) !== 'none') return;
    tokens.keepForSession(other, token);
    let report: ConnectionReport | undefined;
    try {
      report = await this.reportOf(other);
    } finally {
      if (report?.verdict !== 'works') await tokens.clear(other);
    }
    if (report?.verdict === 'works') {
      await this.move(origin, otherHost, workflow);
      await this.show(other, report);
    } else if (report) {
      void window.showWarningMessage(
        l10n.t('{host} does not say that the token is valid either. Nothing was changed.', {
          host: otherHost,
        }),
      );
    }
  }

  private async move(
    origin: string,
    otherHost: string,
    workflow: Workflow | undefined,
  ): Promise<string | undefined> {
    const { useOtherCloud } = await import('../../onDemand/token');
    const { chats } = this.deps;
    const moved = await useOtherCloud(origin, otherHost, workflow, this.deps);
    if (moved !== undefined && chats.active) chats.useSelected(chats.active);
    return moved;
  }

  /** Asks when the token expires. */
  async setExpiry(origin: string): Promise<void> {
    const { askForExpiry } = await import('../../onDemand/token');
    const answer = await askForExpiry(origin, Date.now(), { prompts });
    if (answer === 'never') await this.deps.expiry.forget(origin);
    else if (answer !== undefined) await this.deps.expiry.set(origin, answer);
  }

  /** Reminds of tokens that expire within three days, or have expired: at most once a day. */
  remind(): void {
    const { expiry, guard } = this.deps;
    for (const origin of expiry.due(Date.now())) {
      void guard.run('tokenExpiry', () => this.remindOf(origin));
    }
  }

  private async remindOf(origin: string): Promise<void> {
    const { expiry, guard, tokens } = this.deps;
    const expiresAt = expiry.of(origin);
    if (expiresAt === undefined) return;
    if ((await tokens.sourceFor(origin)) !== 'stored') return expiry.forget(origin);
    const now = Date.now();
    await expiry.reminded(origin, now);
    const { showExpiryReminder } = await import('../../onDemand/token');
    switch (await showExpiryReminder(origin, expiresAt, now)) {
      case 'setToken':
        await this.deps.setToken(origin);
        return;
      case 'openTokenPage':
        await guard.run('tokenPage', () => openWeb(tokenPage(parseUrl(origin)?.hostname ?? '')));
        return;
      case 'forget':
        return expiry.forget(origin);
      case undefined:
    }
  }
}

function isFailure({ verdict }: ConnectionReport): boolean {
  return verdict !== 'works' && verdict !== 'cannotTell';
}

/** A cancelled check has no result; other errors are passed on. */
function ignoreIf(signal: AbortSignal): (error: unknown) => undefined {
  return (error) => {
    if (!signal.aborted) throw error;
    return undefined;
  };
}
