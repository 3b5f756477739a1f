import { secretRanges } from './findSecrets';
import { withoutHiddenCharacters } from './hiddenText';

/** The text with `[redacted]` for each probable secret, and without invisible characters. */
export function withoutSecrets(text: string): string {
  let redacted = '';
  let from = 0;
  for (const { start, end } of secretRanges(text)) {
    if (start < from) continue;
    redacted += `${text.slice(from, start)}[redacted]`;
    from = end;
  }
  return withoutHiddenCharacters(redacted + text.slice(from));
}
