import { env, l10n } from 'vscode';
import type { Conversation } from '../../shared/conversation/conversation';
import { displayLanguage } from '../environment';
import { UserError } from '../guard';
import { copyOfMessage } from './messageCopy';

/** Copies a message to the clipboard. Throws a {@link UserError} if no conversation has this key. */
export async function copyMessage(
  conversations: readonly (Conversation | undefined)[],
  key: string,
): Promise<void> {
  for (const conversation of conversations) {
    const copy = await copyOfMessage(conversation, key, displayLanguage());
    if (copy !== undefined) return env.clipboard.writeText(copy);
  }
  throw messageMissing();
}

export function messageMissing(): UserError {
  return new UserError(l10n.t('This message no longer exists.'));
}
