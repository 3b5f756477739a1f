import { l10n } from 'vscode';
import { findSecrets } from '../../shared/outgoing/findSecrets';
import { countHiddenCharacters } from '../../shared/outgoing/hiddenText';
import { maxTextLength } from '../../shared/limits';
import { UserError } from '../guard';
import { prompts } from '../prompts/prompts';
import { displayLanguage, numberText } from '../environment';
import { listText } from '../../shared/text/listText';

/** Text that may leave, and the number of its first line. */
export interface OutgoingText {
  readonly code: string;
  readonly startLine: number;
}

/** Length from which a confirmation is required, in UTF-16 code units. */
const largeText = 100_000;

/**
 * Asks for confirmation if the texts are very long, seem to contain a secret or contain invisible characters. Resolves to
 * whether to continue. Throws a `UserError` if they exceed the limit of a message: nothing is cut.
 */
export async function confirmed(
  texts: readonly OutgoingText[],
  question: string,
  button: string,
): Promise<boolean> {
  const length = texts.reduce((sum, { code }) => sum + code.length, 0);
  if (length > maxTextLength)
    throw new UserError(
      l10n.t('The text is too long for a message: {count} characters. The limit is {limit}.', {
        count: numberText(length),
        limit: numberText(maxTextLength),
      }),
    );
  const warnings = warningsOf(texts, length);
  if (warnings.length === 0) return true;
  const options = { modal: true, detail: warnings.join('\n') };
  return (await prompts.showWarningMessage(question, options, button)) === button;
}

function warningsOf(texts: readonly OutgoingText[], length: number): readonly string[] {
  return [
    ...(length > largeText
      ? [
          l10n.t(
            'The text is very long: {count} characters. The service takes 20 MB, about {limit} characters.',
            {
              count: numberText(length),
              limit: numberText(maxTextLength),
            },
          ),
        ]
      : []),
    ...textWarnings(texts),
  ];
}

/** What the texts contain that the user may not want to send: probable secrets, and invisible characters. */
export function textWarnings(texts: readonly OutgoingText[]): readonly string[] {
  const hidden = texts.reduce((sum, { code }) => sum + countHiddenCharacters(code), 0);
  const secretLines = new Set(
    texts.flatMap(({ code, startLine }) => findSecrets(code).map(({ line }) => startLine + line - 1)),
  );
  return [
    ...(secretLines.size > 0
      ? [
          l10n.t('The text seems to contain a key or token. Lines: {lines}.', {
            lines: listText([...secretLines].map(String), displayLanguage()),
          }),
        ]
      : []),
    ...(hidden > 0
      ? [
          l10n.t('The text contains invisible characters ({count}) that the workflow can read.', {
            count: hidden,
          }),
        ]
      : []),
  ];
}
