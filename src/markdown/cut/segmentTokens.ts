import type { Token } from '../parse/markdownIt';
import { parse, type ParseEnvironment } from '../parse/parser';
import type { MarkdownSegment, RowsSegment } from './segment';

/** The tokens that show a segment. Definitions in it are added to the environment. */
export function tokensOf(
  segment: MarkdownSegment | RowsSegment,
  environment: ParseEnvironment,
): readonly Token[] {
  if (segment.type === 'rows') return withoutHead(parse(segment.header + segment.source, environment));
  const { unusedLabels } = segment;
  const tokens = parse(segment.source, unusedLabels ? { ...environment, unusedLabels } : environment);
  const first = tokens[0];
  if (segment.listNumber !== undefined && first?.type === 'ordered_list_open') {
    const written = Number(tokens[1]?.info);
    first.attrs = [['start', written > 1 ? written : segment.listNumber]];
  }
  if (segment.isLoose) {
    for (const token of tokens) if (token.level <= 3) token.hidden = false;
  }
  return tokens;
}

function withoutHead(tokens: readonly Token[]): readonly Token[] {
  const end = tokens.findIndex((token) => token.type === 'thead_close');
  const start = tokens.findIndex((token) => token.type === 'thead_open');
  return start < 0 ? tokens : [...tokens.slice(0, start), ...tokens.slice(end + 1)];
}

/** Yields the inline tokens in the order of the text, without those in the alternative text of images. */
export function* inlineTokens(tokens: readonly Token[]): Generator<Token> {
  for (const token of tokens) if (token.children) yield* token.children;
}
