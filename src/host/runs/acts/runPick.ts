import { l10n, type QuickPickItem } from 'vscode';
import { endOf, isForeignRun, type Recording } from '../../../recording/recording';
import { UserError } from '../../guard';
import { foreignLabel } from '../../foreignText';
import { prompts } from '../../prompts/prompts';
import type { RecordingFeature } from '../../recording/recordingFeature';
import { RunItem } from '../tree/runItems';

type Following = Pick<RecordingFeature, 'follow'>;

/** The recording of a run; `undefined` if it is gone. */
export async function findRecording(runId: string, recordings: Following): Promise<Recording | undefined> {
  let recording: Recording | undefined;
  const subscription = await recordings.follow(runId, (followed) => {
    ({ recording } = followed);
    return () => {};
  });
  subscription?.dispose();
  return recording;
}

/** Whether a run is open, in this window or another one. */
export async function isOpen(recording: Recording, recordings: Following): Promise<boolean> {
  if (isForeignRun(recording.run) || endOf(recording)) return false;
  let isLive = false;
  const subscription = await recordings.follow(recording.run.runId, (followed) => {
    ({ isLive } = followed);
    return () => {};
  });
  subscription?.dispose();
  return isLive;
}

/** The recording of a run. Throws a {@link UserError} if it is gone. */
export async function recordingOf(runId: string, recordings: Following): Promise<Recording> {
  const recording = await findRecording(runId, recordings);
  if (!recording) throw new UserError(l10n.t('The recording of this run is gone.'));
  return recording;
}

/** Lets the user choose a recorded run; `undefined` if the list is closed. `without` is left out. */
export async function pickRun(
  title: string,
  recordings: Following & Pick<RecordingFeature, 'summaries'>,
  without?: string,
): Promise<string | undefined> {
  const summaries = (await recordings.summaries()).filter(({ runId }) => runId !== without);
  if (summaries.length === 0) {
    throw new UserError(
      without === undefined
        ? l10n.t('There are no recorded runs.')
        : l10n.t('There is no other recorded run.'),
    );
  }
  const items = summaries.map((summary): QuickPickItem & { readonly runId: string } => {
    const { label, description, runId } = new RunItem(summary);
    return {
      label: foreignLabel(typeof label === 'string' ? label : runId),
      ...(typeof description === 'string' && { description: foreignLabel(description) }),
      runId,
    };
  });
  const placeHolder = l10n.t('Choose a recorded run');
  return (await prompts.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.runId;
}
