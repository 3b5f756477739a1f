import { l10n } from 'vscode';
import type { UserMessage } from '../../shared/conversation/userMessage';
import { isObject } from '../../shared/json/json';
import { withoutSecrets } from '../../shared/outgoing/withoutSecrets';
import { prompts } from '../prompts/prompts';
import { textWarnings } from './warnings';

/**
 * Asks whether a message is sent that seems to contain a secret, or contains invisible characters. Resolves to the message as
 * it is sent: as it is, or redacted. `undefined` if it is not sent.
 */
export async function textAsSent<T extends Pick<UserMessage, 'text' | 'parameters'>>(
  message: T,
): Promise<T | undefined> {
  const warnings = textWarnings([{ code: message.text, startLine: 1 }, ...textsIn(message.parameters)]);
  if (warnings.length === 0) return message;
  const redacted = l10n.t('Send redacted');
  const asItIs = l10n.t('Send anyway');
  const about = l10n.t(
    'Redacted: keys and tokens are replaced by [redacted], and invisible characters are removed.',
  );
  const choice = await prompts.showWarningMessage(
    l10n.t('Send this message?'),
    { modal: true, detail: [...warnings, about].join('\n') },
    redacted,
    asItIs,
  );
  if (choice === redacted) return redactedMessage(message);
  return choice === asItIs ? message : undefined;
}

function redactedMessage<T extends Pick<UserMessage, 'text' | 'parameters'>>(message: T): T {
  const { text, parameters } = message;
  return {
    ...message,
    text: withoutSecrets(text),
    ...(parameters && { parameters: redactedValue(parameters) }),
  };
}

function redactedValue(value: unknown): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (Array.isArray(value)) return value.map(redactedValue);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, redactedValue(entry)]));
}

/** The texts of the parameters. Their lines are not those of the message: they count as its first one. */
function textsIn(value: unknown): readonly { readonly code: string; readonly startLine: number }[] {
  if (typeof value === 'string') return [{ code: value, startLine: 1 }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
