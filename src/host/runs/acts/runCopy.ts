import { env, l10n } from 'vscode';
import { snippetOf, type SnippetLanguage } from '../../../recording/snippets/snippets';
import { UserError } from '../../guard';
import type { InspectedRun } from '../inspectedRun';

/** Puts the request of a run on the clipboard. */
export async function copySnippet({ recording }: InspectedRun, language: SnippetLanguage): Promise<'copied'> {
  const text = snippetOf(recording, language);
  if (text === undefined) throw new UserError(l10n.t('The request of this run cannot be read.'));
  await env.clipboard.writeText(text);
  return 'copied';
}
