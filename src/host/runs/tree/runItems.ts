import { env, l10n, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { byDay } from '../../../recording/runList';
import type { RunSummary } from '../../../recording/runSummary';
import type { RunOutcome } from '../../../shared/conversation/conversation';
import { durationWriter } from '../../../shared/text/durationText';
import { foreignText } from '../../../shared/text/foreignText';
import { totalTokens } from '../../../shared/usage';
import { isolated } from '../../itemText';
import { displayLanguage, numberText } from '../../environment';
import { listText } from '../../../shared/text/listText';

/** A day with its runs. */
export class DayItem extends TreeItem {
  constructor(
    startsAt: number,
    readonly runs: readonly RunItem[],
  ) {
    super(
      new Intl.DateTimeFormat(env.language, { dateStyle: 'full' }).format(startsAt),
      TreeItemCollapsibleState.Expanded,
    );
    this.id = `day ${startsAt}`;
    this.description = runs.length === 1 ? l10n.t('1 run') : l10n.t('{count} runs', { count: runs.length });
  }
}

/** A run. Choosing it opens the page "Run". */
export class RunItem extends TreeItem {
  /** For the commands of its context menu. */
  readonly runId: string;
  /** Absent for a run that was not sent from a chat. */
  readonly conversationId: string | undefined;

  constructor({ run, end, runId, words, isPinned }: RunSummary) {
    const time = new Intl.DateTimeFormat(env.language, { timeStyle: 'medium' }).format(run.startedAt);
    const name = isolated(foreignText(run.name));
    super(`${time} ${name}`);
    const tokens = end?.usage ? totalTokens(end.usage) : 0;
    const facts = [
      outcomeText(end?.outcome ?? 'open'),
      ...(end ? [durationWriter(env.language)(end.offsetMs)] : []),
      ...(tokens > 0 ? [l10n.t('{count} tokens', { count: numberText(tokens) })] : []),
      ...(isPinned ? [l10n.t('pinned')] : []),
      ...(words === '' ? [] : [isolated(words)]),
    ];
    this.id = runId;
    this.runId = runId;
    this.conversationId = run.conversationId;
    this.description = facts.join(' · ');
    this.tooltip = new MarkdownString().appendText(
      `${time} ${name}\n${listText(facts, displayLanguage())}\n${run.baseUrl}`,
    );
    this.accessibilityInformation = { label: listText([time, name, ...facts], displayLanguage()) };
    this.iconPath = iconOf(end?.outcome);
    this.contextValue = isPinned ? 'pinnedRun' : 'run';
    this.command = { command: 'coze.inspectRun', title: l10n.t('Inspect run'), arguments: [runId] };
  }
}

/** The days with these runs, the newest first. */
export function dayItems(summaries: readonly RunSummary[]): readonly DayItem[] {
  return byDay(summaries).map(
    ({ startsAt, runs }) =>
      new DayItem(
        startsAt,
        runs.map((run) => new RunItem(run)),
      ),
  );
}

/** How a run ended, in a list; `open`: without an end. */
export function outcomeText(outcome: RunOutcome | 'open'): string {
  switch (outcome) {
    case 'completed':
      return l10n.t('completed');
    case 'waiting':
      return l10n.t('waiting for an answer');
    case 'stopped':
      return l10n.t('stopped');
    case 'failed':
      return l10n.t('failed');
    case 'cutOff':
      return l10n.t('cut off');
    case 'open':
      return l10n.t('without an end');
  }
}

function iconOf(outcome: RunOutcome | undefined): ThemeIcon {
  switch (outcome) {
    case 'completed':
      return new ThemeIcon('pass', new ThemeColor('testing.iconPassed'));
    case 'waiting':
      return new ThemeIcon('question');
    case 'stopped':
      return new ThemeIcon('debug-stop');
    case 'failed':
      return new ThemeIcon('error', new ThemeColor('testing.iconFailed'));
    case 'cutOff':
      return new ThemeIcon('warning');
    case undefined:
      return new ThemeIcon('circle-outline');
  }
}
