import { l10n } from 'vscode';
import { isFiltered, type RunFilter } from '../../../recording/runList';
import type { RunSummary } from '../../../recording/runSummary';
import { runOutcomes } from '../../../shared/conversation/conversation';
import { hostOf } from '../../../shared/urls/urls';
import { foreignLabel, foreignText } from '../../foreignText';
import { prompts } from '../../prompts/prompts';
import { outcomeText } from './runItems';

interface FilterItem {
  readonly label: string;
  readonly description?: string;
  /** Resolves to `undefined` if the user has closed the next box. */
  readonly next: () => Promise<RunFilter | undefined>;
}

/** Asks by what the view "Runs" is filtered. Resolves to `undefined` if the user closes the box. */
export async function pickFilter(
  filter: RunFilter,
  runs: readonly RunSummary[],
): Promise<RunFilter | undefined> {
  const items: FilterItem[] = [
    { label: l10n.t('Outcome'), next: () => pickOutcome(filter) },
    { label: l10n.t('Workflow'), next: () => pickWorkflow(filter, runs) },
    { label: l10n.t('Text'), next: () => enterText(filter) },
    ...(isFiltered(filter) ? [{ label: l10n.t('Show all runs'), next: () => Promise.resolve({}) }] : []),
  ];
  const picked = await prompts.showQuickPick(items, {
    title: l10n.t('Filter runs'),
    placeHolder: isFiltered(filter) ? filterText(filter, runs) : l10n.t('Filter by'),
  });
  return picked?.next();
}

/** The filter in words. */
export function filterText({ outcome, workflow, text }: RunFilter, runs: readonly RunSummary[]): string {
  const parts = [
    ...(outcome === undefined ? [] : [outcomeText(outcome)]),
    ...(workflow === undefined ? [] : [workflows(runs).get(workflow)?.name ?? workflow]),
    ...(text === undefined ? [] : [`“${foreignText(text)}”`]),
  ];
  return l10n.t('Filtered by: {filter}', { filter: parts.join(' · ') });
}

async function pickOutcome(filter: RunFilter): Promise<RunFilter | undefined> {
  const items = [...runOutcomes, 'open' as const].map((outcome) => ({
    label: outcomeText(outcome),
    outcome,
  }));
  const picked = await prompts.showQuickPick(items, { title: l10n.t('Filter runs: outcome') });
  return picked && { ...filter, outcome: picked.outcome };
}

async function pickWorkflow(filter: RunFilter, runs: readonly RunSummary[]): Promise<RunFilter | undefined> {
  const items = [...workflows(runs)].map(([workflow, { name, host }]) => ({
    label: foreignLabel(name),
    // Two profiles can have the same name.
    description: host,
    workflow,
  }));
  const picked = await prompts.showQuickPick(items, { title: l10n.t('Filter runs: workflow') });
  return picked && { ...filter, workflow: picked.workflow };
}

async function enterText(filter: RunFilter): Promise<RunFilter | undefined> {
  const entered = await prompts.showInputBox({
    title: l10n.t('Filter runs: text'),
    prompt: l10n.t('First words of the message, name of the workflow, or an ID'),
    value: filter.text ?? '',
  });
  if (entered === undefined) return undefined;
  const { text: _old, ...rest } = filter;
  return entered.trim() === '' ? rest : { ...rest, text: entered.trim() };
}

/** The workflows of the runs by their keys. */
function workflows(
  runs: readonly RunSummary[],
): ReadonlyMap<string, { readonly name: string; readonly host: string }> {
  return new Map(
    runs.map(({ run }) => [
      run.key,
      {
        name: foreignText(run.name) || run.workflowId,
        host: run.origin === 'demo:' ? '' : hostOf(run.baseUrl),
      },
    ]),
  );
}
