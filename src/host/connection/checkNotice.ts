import { l10n } from 'vscode';
import type { ConnectionReport } from '../../shared/pages/connectionReport';
import { permissions } from '../../shared/permissions';
import { closeUp } from '../../shared/text/closeUp';
import { displayLanguage } from '../environment';
import { foreignNotice } from '../foreignText';
import type { prompts as Prompts } from '../prompts/prompts';

/** What the user can do about the result of a check. */
type CheckAct = 'useOtherCloud' | 'tryOtherCloud' | 'setToken' | 'setExpiry' | 'checkAgain';

/** Shows the result of the check of an entered token in one notification. Resolves to the button that was pressed. */
export async function showCheck(
  report: ConnectionReport,
  { prompts }: { readonly prompts: typeof Prompts },
): Promise<CheckAct | undefined> {
  const acts = actsFor(report);
  const labels = acts.map((act) => actLabel(act, report));
  const text = await checkText(report);
  const isGood = report.verdict === 'works' || report.verdict === 'cannotTell';
  const choice = await (isGood
    ? prompts.showInformationMessage(text, {}, ...labels)
    : prompts.showWarningMessage(text, {}, ...labels));
  return acts.find((act) => actLabel(act, report) === choice);
}

function actsFor({ verdict, otherHost, token }: ConnectionReport): readonly CheckAct[] {
  switch (verdict) {
    case 'works':
    case 'cannotTell':
      return [
        ...(otherHost === undefined ? [] : (['tryOtherCloud'] as const)),
        ...(token.source === 'stored' && token.expiresAt === undefined ? (['setExpiry'] as const) : []),
      ];
    case 'tokenRefused':
      return otherHost === undefined ? ['setToken'] : ['useOtherCloud', 'setToken'];
    case 'noToken':
      return ['setToken'];
    case 'unreachable':
      return ['checkAgain'];
  }
}

function actLabel(act: CheckAct, { otherHost = '' }: ConnectionReport): string {
  switch (act) {
    case 'useOtherCloud':
      return l10n.t('Use {host}', { host: otherHost });
    case 'tryOtherCloud':
      return l10n.t('Try {host}', { host: otherHost });
    case 'setToken':
      return l10n.t('Set another token');
    case 'setExpiry':
      return l10n.t('Remind me before it expires…');
    case 'checkAgain':
      return l10n.t('Check again');
  }
}

async function checkText(report: ConnectionReport): Promise<string> {
  const { host, verdict, steps, otherHost } = report;
  switch (verdict) {
    case 'works':
      return closeUp([l10n.t('The token for {host} works.', { host }), ...facts(report)].join(' '));
    case 'cannotTell':
      return closeUp(
        [
          l10n.t('{host} does not say whether the token is valid. Your first message will show it.', {
            host,
          }),
          ...(otherHost === undefined
            ? []
            : [
                l10n.t('It may belong to {other}: a test there makes at most 2 calls.', {
                  other: otherHost,
                }),
              ]),
        ].join(' '),
      );
    case 'noToken':
      return l10n.t('There is no access token for {host}.', { host });
    case 'tokenRefused':
    case 'unreachable': {
      const error = steps.at(-1)?.error;
      const { errorInWords } = await import('../../onDemand/content');
      const sentences = [
        ...(verdict === 'unreachable'
          ? [l10n.t('The token for {host} is kept, but could not be checked.', { host })]
          : []),
        ...(error ? [errorInWords(error, displayLanguage())] : []),
      ];
      return closeUp(sentences.join(' '));
    }
  }
}

function facts({ account, plan }: ConnectionReport): readonly string[] {
  return [
    'known' in account
      ? l10n.t('Account: {name}.', { name: foreignNotice(account.known.name) })
      : l10n.t('The service does not name the account.'),
    ...planFacts(plan),
  ];
}

function planFacts(plan: ConnectionReport['plan']): readonly string[] {
  if ('known' in plan) {
    return [
      plan.known.level === 'free'
        ? l10n.t('Free plan: 500 API calls in all.')
        : l10n.t('Plan: {plan}.', { plan: foreignNotice(plan.known.level) }),
    ];
  }
  return plan.unknown === 'notPermitted'
    ? [
        l10n.t('The plan is not known: the token lacks the permission {permission}.', {
          permission: permissions.plan,
        }),
      ]
    : [];
}
