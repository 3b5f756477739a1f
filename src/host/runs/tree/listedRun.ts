import { l10n } from 'vscode';
import { UserError } from '../../guard';
import { isObject } from '../../../shared/json/json';

/** A run as a command of the view "Runs" receives it. */
export interface ListedRun {
  readonly runId: string;
  readonly conversationId?: string;
}

/** The run that a command receives: an item of the view "Runs", or the ID of a run. */
export function listedRun(argument: unknown): ListedRun | undefined {
  if (typeof argument === 'string') return { runId: argument };
  if (!isObject(argument) || typeof argument['runId'] !== 'string') return undefined;
  const { runId, conversationId } = argument;
  return { runId, ...(typeof conversationId === 'string' && { conversationId }) };
}

/** The conversation that shows a run. Throws a {@link UserError} if there is none. */
export function conversationOf({ conversationId }: ListedRun): string {
  if (conversationId !== undefined) return conversationId;
  throw new UserError(l10n.t('This run has no conversation: it was not sent from a chat.'));
}

/** The runs of a command: all selected ones, otherwise the one whose menu was opened. */
export function listedRuns(argument: unknown, selected: unknown): readonly ListedRun[] {
  const all = Array.isArray(selected) && selected.length > 0 ? (selected as unknown[]) : [argument];
  return all.flatMap((one) => listedRun(one) ?? []);
}
