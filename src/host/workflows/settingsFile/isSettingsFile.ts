import type { TextDocument } from 'vscode';

/** Whether a document is a settings file of the user, a folder or a workspace. */
export function isSettingsFile({ languageId, uri }: TextDocument): boolean {
  return languageId === 'jsonc' && /(?:\/settings\.json|\.code-workspace)$/.test(uri.path);
}
