import { env, l10n, type Uri } from 'vscode';
import { isHttpsLink } from '../../shared/urls/urls';
import { UserError } from '../guard';
import { prompts } from './prompts';

/**
 * Opens an https URL in the browser, unchanged. VS Code asks whether the site is trusted and shows the whole URL. Throws
 * a {@link UserError} for any other URL.
 */
export async function openWeb(url: string): Promise<void> {
  if (!isHttpsLink(url)) {
    throw new UserError(l10n.t('The link was not opened: only https links can be opened.'));
  }
  // A `Uri` would re-encode the query. VS Code accepts a string, although its types do not.
  await prompts.during(env.openExternal(url as unknown as Uri));
}
