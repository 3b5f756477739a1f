import { l10n } from 'vscode';
import { foreignText } from '../../shared/text/foreignText';
import { hostOfWorkflow, isDemo, type Workflow } from '../../shared/workflow';
import type { prompts } from '../prompts/prompts';
import type { Concern } from './files/concerns';
import { virtualMegabytes } from './files/uploadLimits';
import type { UploadProblem } from './files/uploadProblem';
import type { AskedFile, Decision } from './uploader';
import { displayLanguage } from '../environment';
import { labelText, listText, sentencesText } from '../../shared/text/listText';

/** Why a file is not uploaded, and what helps. */
export function problemText(problem: UploadProblem): string {
  switch (problem.reason) {
    case 'missing':
      return l10n.t('The file does not exist.');
    case 'notAFile':
      return l10n.t('This is a folder, a device or a pipe. Attach a file.');
    case 'unreadable':
      return l10n.t('The file cannot be read. Check its permissions.');
    case 'empty':
      return l10n.t('The file is empty.');
    case 'changed':
      return l10n.t('The file changed while it was uploaded. Try again.');
    case 'removed':
      return l10n.t('The file was deleted while it was uploaded.');
    case 'noWorkflow':
      return l10n.t('No workflow is set up. Add one, then try again.');
    case 'notLoaded':
      return l10n.t('The chat was reloaded before the whole file arrived. Attach it again.');
    case 'unwritten':
      return l10n.t('The file could not be copied: the disk refused it. Attach it again.');
    case 'otherService':
      return l10n.t(
        'The file was uploaded to another service or account. Try again to upload it for this workflow.',
      );
    case 'expired':
      return l10n.t('The service no longer has this file. Attach it again.');
    case 'virtualTooLarge':
      return l10n.t(
        'The file is larger than {size} MB. Files that are not on this computer can be up to that size.',
        {
          size: virtualMegabytes,
        },
      );
    case 'tooLarge':
      return l10n.t('The file is larger than {size} MB, the limit of the service.', {
        size: problem.megabytes,
      });
    case 'typeNotListed':
      return problem.ending === ''
        ? l10n.t(
            'Coze does not accept files without a file extension. Add text with “Ask Coze workflow about this file”.',
          )
        : l10n.t('Coze does not accept .{ending} files. Add text with “Ask Coze workflow about this file”.', {
            ending: foreignText(problem.ending),
          });
    case 'otherContent':
      return l10n.t('The content of the file is not that of a .{ending} file. Rename or convert it.', {
        ending: foreignText(problem.ending),
      });
  }
}

/** Asks whether the files are uploaded. Names each of them, the reasons, and the host. */
export async function askBeforeUpload(
  files: readonly AskedFile[],
  workflow: Workflow,
  dialogs: Pick<typeof prompts, 'showWarningMessage'>,
): Promise<Decision> {
  const host = isDemo(workflow) ? l10n.t('demo') : hostOfWorkflow(workflow);
  const redacted = l10n.t('Upload redacted');
  const upload = l10n.t('Upload');
  const isAboutText = files.some(({ concerns }) =>
    concerns.some(({ reason }) => reason === 'secrets' || reason === 'hidden'),
  );
  const [file] = files;
  const choice = await dialogs.showWarningMessage(
    files.length === 1
      ? l10n.t('Upload {file} to {host}?', { file: foreignText(file?.name ?? ''), host })
      : l10n.t('Upload {count} files to {host}?', { count: files.length, host }),
    { modal: true, detail: detailOf(files, isAboutText) },
    ...(isAboutText ? [redacted] : []),
    upload,
  );
  if (choice === redacted) return 'redacted';
  return choice === upload ? 'upload' : 'none';
}

function detailOf(files: readonly AskedFile[], isAboutText: boolean): string {
  const lines = files.map(({ name, concerns }) => {
    const reasons = sentencesText(concerns.map(concernText), displayLanguage());
    return files.length === 1 ? reasons : labelText(foreignText(name), displayLanguage()) + reasons;
  });
  const about = l10n.t(
    'Redacted: keys and tokens are replaced by [redacted], and invisible characters are removed. The file itself is not changed.',
  );
  return [...lines, ...(isAboutText ? [about] : [])].join('\n\n');
}

function concernText(concern: Concern): string {
  switch (concern.reason) {
    case 'outside':
      return l10n.t('The file is outside of the workspace.');
    case 'ignored':
      return l10n.t('Git ignores the file.');
    case 'keyFile':
      return l10n.t('Files of this name often contain keys or passwords.');
    case 'notSearched':
      return l10n.t('The text is too large to be searched for keys and tokens.');
    case 'large':
      return l10n.t('The file has {size} MB.', { size: concern.megabytes });
    case 'secrets':
      return l10n.t('The text seems to contain a key or token. Lines: {lines}.', {
        lines: listText(concern.lines.slice(0, 20).map(String), displayLanguage()),
      });
    case 'hidden':
      return l10n.t('The text contains invisible characters ({count}) that the workflow can read.', {
        count: concern.count,
      });
  }
}
