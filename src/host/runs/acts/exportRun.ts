import { l10n, Uri, window, workspace } from 'vscode';
import { bundleText } from '../../../recording/bundle/bundle';
import type { Recording } from '../../../recording/recording';
import { numberText } from '../../environment';
import { UserError } from '../../guard';
import { prompts } from '../../prompts/prompts';
import type { AnsweredAct } from '../answeredAct';
import { bundleName } from '../bundleName';
import type { RawEvents } from '../rawEvents';

/** Longest text of a document that VS Code gives to extensions, in UTF-16 units. */
const maxPreview = 50 * 1024 * 1024;

/**
 * Asks about the IDs. The act shows every line of the bundle as a read-only document, and saves it when the user agrees.
 */
export async function exportRun(recording: Recording, raw: RawEvents): Promise<AnsweredAct> {
  const fakeIds = await askAboutIds();
  return fakeIds === undefined ? undefined : () => saveBundle(recording, fakeIds, raw);
}

async function saveBundle(recording: Recording, fakeIds: boolean, raw: RawEvents): Promise<void> {
  const text = bundleText(recording, { fakeIds });
  if (text.length > maxPreview) {
    const limit = numberText(maxPreview / 1024 / 1024);
    throw new UserError(
      l10n.t('This run is too large to be exported: VS Code shows texts of up to {limit} MB.', { limit }),
    );
  }
  await raw.show(l10n.t('Preview of the export'), text, 'json');
  const save = l10n.t('Save…');
  const choice = await window.showInformationMessage(
    l10n.t(
      'The file has these {count} lines. It contains the messages and answers of the run, and no token.',
      {
        count: numberText(text.split('\n').length - 1),
      },
    ),
    save,
    l10n.t('Cancel'),
  );
  if (choice !== save) return;
  const folder = workspace.workspaceFolders?.[0];
  const target = await prompts.showSaveDialog({
    title: l10n.t('Export run'),
    ...(folder && { defaultUri: Uri.joinPath(folder.uri, bundleName(recording.run)) }),
    filters: { JSON: ['json'] },
  });
  if (target) await workspace.fs.writeFile(target, new TextEncoder().encode(text));
}

async function askAboutIds(): Promise<boolean | undefined> {
  const items = [
    {
      label: l10n.t('Replace the IDs'),
      detail: l10n.t('Each ID of the service by the same invented one wherever it occurs'),
      fakeIds: true,
    },
    {
      label: l10n.t('Keep the IDs'),
      detail: l10n.t('For the support of Coze, and your own team'),
      fakeIds: false,
    },
  ];
  const picked = await prompts.showQuickPick(items, { title: l10n.t('Export run') });
  return picked?.fakeIds;
}
