import { createHash } from 'node:crypto';
import { env, workspace } from 'vscode';
import { languageOf, type Language } from '../shared/text/language';

/** The language of texts that `l10n` does not translate. */
export function displayLanguage(): Language {
  return languageOf(env.language);
}

/** A number for the user, grouped as in the display language. */
export function numberText(value: number, maximumFractionDigits = 0): string {
  return value.toLocaleString(env.language, { maximumFractionDigits });
}

/**
 * Names this workspace in paths below the global storage. The storage of the workspace cannot be used instead: VS Code gives
 * a window a different one while the extension host of a killed window is still running.
 */
export function workspaceId(): string {
  const uri = workspace.workspaceFile ?? workspace.workspaceFolders?.[0]?.uri;
  return createHash('sha256')
    .update(uri?.toString() ?? '')
    .digest('hex')
    .slice(0, 32);
}
