import { findSecrets } from '../../../src/shared/outgoing/findSecrets';
import { hiddenCharacters } from '../../../src/shared/outgoing/hiddenText';
import { fill, number } from '../../words/text';
import { words } from '../words';

/** Lines that are named in a warning. */
const namedLines = 5;

/** Texts whose warnings are kept: chips are rendered at every key press. */
const keptTexts = 20;

const kept = new Map<string, readonly string[]>();

/** What the user should know about a text before it is sent: probable secrets, and invisible characters. */
export function textWarnings(text: string): readonly string[] {
  const warnings = kept.get(text) ?? search(text);
  if (kept.size >= keptTexts) kept.clear();
  kept.set(text, warnings);
  return warnings;
}

function search(text: string): readonly string[] {
  const lines = [...new Set(findSecrets(text).map(({ line }) => line))];
  const hidden = hiddenCharacters(text).length;
  return [
    ...(lines.length > 0 ? [fill(words.secrets, { lines: lineList(lines) })] : []),
    ...(hidden > 0 ? [fill(words.hiddenCharacters, { count: number(hidden) })] : []),
  ];
}

function lineList(lines: readonly number[]): string {
  const named = lines.slice(0, namedLines).map(number);
  return [...named, ...(lines.length > namedLines ? ['…'] : [])].join(words.listSeparator);
}
