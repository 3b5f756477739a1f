import { env, l10n } from 'vscode';
import type { Conversation } from '../../shared/conversation/conversation';
import { UserError } from '../guard';
import { copyOfMessage } from './messageCopy';

/** Writes the copy of the message that a key names in one of the conversations to the clipboard. */
export async function copyMessage(
  conversations: readonly (Conversation | undefined)[],
  key: string,
): Promise<void> {
  const language = env.language.startsWith('zh') ? 'zh' : 'en';
  for (const conversation of conversations) {
    const copy = await copyOfMessage(conversation, key, language);
    if (copy !== undefined) return env.clipboard.writeText(copy);
  }
  throw goneMessage();
}

export function goneMessage(): UserError {
  return new UserError(l10n.t('This message no longer exists.'));
}
