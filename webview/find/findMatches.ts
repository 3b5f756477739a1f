import type { Block } from '../markdown/blocks/block';
import type { Row } from '../list/rows';
import { splitFencedCode, type MessagePiece } from '../message/fencedCode';

/** A match: the n-th in a row. */
export interface Match {
  readonly row: Row;
  readonly ordinal: number;
}

/** Maximum number of matches. Further ones are not counted. */
export const mostMatches = 10_000;

const plainTexts = new WeakMap<Block, { readonly version: number; readonly text: string }>();

/** Finds all matches in the rows, mounted or not, in order. Ignores case; white space must match exactly. */
export function findMatches(rows: readonly Row[], query: string): readonly Match[] {
  const wanted = folded(query);
  const matches: Match[] = [];
  if (wanted === '') return matches;
  for (const row of rows) {
    const content = searchable(row);
    let ordinal = 0;
    for (let at = content.indexOf(wanted); at >= 0; at = content.indexOf(wanted, at + wanted.length)) {
      matches.push({ row, ordinal: ordinal++ });
      if (matches.length === mostMatches) return matches;
    }
  }
  return matches;
}

/** Folds case without changing the length, so that offsets remain valid. */
export function folded(content: string): string {
  const lower = content.toLowerCase();
  return lower.length === content.length
    ? lower
    : Array.from(content, (one) => (one.toLowerCase().length === one.length ? one.toLowerCase() : one)).join(
        '',
      );
}

function searchable(row: Row): string {
  switch (row.kind) {
    case 'user':
      return folded(
        row.fields?.map(({ name, value }) => name + value).join('') ??
          splitFencedCode(row.text).map(wordsOf).join(''),
      );
    case 'block':
      return plainText(row.block);
    case 'unparsed':
    case 'tool':
      return folded(row.message.text);
    case 'reasoning':
      return folded(row.message.reasoning);
    case 'attempts':
    case 'rule':
    case 'body':
    case 'footer':
    case 'placeholder':
    case 'rest':
      return '';
  }
}

/** The text in the order of the document. */
function wordsOf(piece: MessagePiece): string {
  return piece.type === 'code' ? piece.language + piece.text : piece.text;
}

/** The text of a block, cached for each version of it. */
function plainText(block: Block): string {
  const known = plainTexts.get(block);
  if (known?.version === block.version) return known.text;
  const text = folded(block.plainText());
  plainTexts.set(block, { version: block.version, text });
  return text;
}
