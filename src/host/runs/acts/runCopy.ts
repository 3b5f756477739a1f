import { env, l10n } from 'vscode';
import { snippetOf, type SnippetLanguage } from '../../../recording/snippets/snippets';
import { cloudByApiHost } from '../../../shared/urls/clouds';
import { hostOf } from '../../../shared/urls/urls';
import { UserError } from '../../guard';
import type { InspectedRun } from '../inspectedRun';

/**
 * Whether the request may be copied as a command or program: the user will run it with a token. The address in a file of
 * others must be one of Coze.
 */
export function isCopyOffered({ isForeign, isSent, run }: InspectedRun): boolean {
  return isSent && (!isForeign || cloudByApiHost(hostOf(run.baseUrl)) !== undefined);
}

/** Puts the request of a run on the clipboard. */
export async function copySnippet({ recording }: InspectedRun, language: SnippetLanguage): Promise<'copied'> {
  const text = snippetOf(recording, language);
  if (text === undefined) throw new UserError(l10n.t('The request of this run cannot be read.'));
  await env.clipboard.writeText(text);
  return 'copied';
}
