import { env, l10n, type Uri } from 'vscode';
import { isHttpsLink } from '../shared/urls';
import { UserError } from './guard';
import { prompts } from './prompts';

/**
 * Opens an address of the service in the browser. Only https, and exactly as it came; VS Code asks by its own rules
 * whether the site is trusted, and shows the whole address then.
 */
export async function openWeb(url: string): Promise<void> {
  if (!isHttpsLink(url)) {
    throw new UserError(l10n.t('The link was not opened: only https links can be opened.'));
  }
  // A Uri would decode and encode the query again and change it; VS Code takes the text as it is, though not by its types.
  await prompts.during(env.openExternal(url as unknown as Uri));
}
