import { l10n } from 'vscode';
import type { Recording } from '../../../recording/recording';
import { UserError } from '../../guard';
import type { AnsweredAct } from '../answeredAct';
import type { RunActionDeps } from '../runActionDeps';
import { maxCompared } from './comparisonPage';
import { pickRun, recordingOf } from './runPick';

/** Asks for another run. The act compares the two. */
export async function compareRun(recording: Recording, deps: RunActionDeps): Promise<AnsweredAct> {
  const { recordings, comparisons } = deps;
  const other = await pickRun(l10n.t('Compare with…'), recordings, recording.run.runId);
  if (other === undefined) return undefined;
  return async () => comparisons.show([recording, await recordingOf(other, recordings)]);
}

/** Compares recorded runs. Throws a {@link UserError} if there are more than fit side by side. */
export async function compareAll(runIds: readonly string[], deps: RunActionDeps): Promise<void> {
  const { recordings, comparisons } = deps;
  if (runIds.length > maxCompared) {
    throw new UserError(
      l10n.t('At most {max} runs can be compared at once. Select fewer runs.', { max: maxCompared }),
    );
  }
  const chosen = runIds.map((runId) => recordingOf(runId, recordings));
  await comparisons.show(await Promise.all(chosen));
}
