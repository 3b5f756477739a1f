import { l10n } from 'vscode';
import { numberText } from '../environment';
import { UserError } from '../guard';
import { prompts } from '../prompts/prompts';
import type { RecordingFeature } from './recordingFeature';

/** Deletes all recordings after a confirmation. */
export async function deleteRecordings(recordings: RecordingFeature): Promise<void> {
  const { count, bytes } = await recordings.amount();
  if (count === 0) throw new UserError(l10n.t('There are no recorded runs.'));
  const remove = l10n.t('Delete all');
  const choice = await prompts.showWarningMessage(
    l10n.t('Delete all recorded runs on this computer?'),
    {
      modal: true,
      detail: l10n.t("{count} recordings, {size} MB. This can't be undone. Conversations are kept.", {
        count: numberText(count),
        size: numberText(bytes / 1024 / 1024, 1),
      }),
    },
    remove,
  );
  if (choice === remove) await recordings.forget();
}
