import { l10n } from 'vscode';
import { byteSize } from '../../shared/byteSize';
import { numberText } from '../environment';
import { UserError } from '../guard';
import { prompts } from '../prompts/prompts';
import type { RecordingFeature } from './recordingFeature';

/** Deletes all recordings after a confirmation. */
export async function deleteRecordings(recordings: RecordingFeature): Promise<void> {
  const { count, bytes } = await recordings.amount();
  if (count === 0) throw new UserError(l10n.t('There are no recorded runs.'));
  const size = byteSize(bytes, (value) => numberText(value, 1));
  const remove = l10n.t('Delete all');
  const choice = await prompts.showWarningMessage(
    l10n.t('Delete all recorded runs on this computer?'),
    {
      modal: true,
      detail:
        count === 1
          ? l10n.t("1 recording, {size}. This can't be undone. Conversations are kept.", { size })
          : l10n.t("{count} recordings, {size}. This can't be undone. Conversations are kept.", {
              count: numberText(count),
              size,
            }),
    },
    remove,
  );
  if (choice === remove) await recordings.removeAll();
}
