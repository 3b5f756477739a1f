import { l10n } from 'vscode';
import { linkedRunId, pastedRunId } from './pastedRunId';
import { UserError } from '../guard';
import { prompts } from '../prompts/prompts';
import type { Services } from '../services';

export interface FindRunDeps extends Pick<Services, 'recordings' | 'settings'> {
  /** Shows a recorded run. */
  readonly inspect: (runId: string) => Promise<void>;
}

/** Asks for a text with the ID of a run, and shows that run. Makes no call. */
export async function findRun(deps: FindRunDeps): Promise<void> {
  const pasted = await prompts.showInputBox({
    title: l10n.t('Find run'),
    prompt: l10n.t('Searches the recordings on this computer. Nothing is sent.'),
    placeHolder: l10n.t('Debug link, log ID, execute ID, conversation ID or chat ID'),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' || pastedRunId(text) !== undefined
        ? undefined
        : l10n.t('This text has no ID of a run.'),
  });
  const id = pasted === undefined ? undefined : pastedRunId(pasted);
  if (id !== undefined) await showRun(id, deps);
}

/**
 * Shows the run that a link names: `/open?run=ID`. Anything else is refused. Makes no call.
 *
 * @param link path and query of the link, decoded.
 */
export async function openRunLink(
  { path, query }: { readonly path: string; readonly query: string },
  deps: FindRunDeps,
): Promise<void> {
  const id = linkedRunId(path, new URLSearchParams(query).get('run'));
  if (id === undefined)
    throw new UserError(l10n.t('Coze: The link was not opened, because it names no run.'));
  await showRun(id, deps);
}

async function showRun(id: string, { inspect, recordings, settings }: FindRunDeps): Promise<void> {
  const runId = await recordings.find(id);
  if (runId !== undefined) return inspect(runId);
  const notFound = l10n.t(
    'No recorded run on this computer has the ID {id}. It ran on another computer or outside this extension, or its recording was deleted: recordings are kept for 30 days.',
    { id },
  );
  const isOff = l10n.t(
    'Recording is switched off (coze.recording.enabled), so later runs cannot be found either.',
  );
  throw new UserError(settings.recording.isEnabled ? notFound : `${notFound} ${isOff}`);
}
