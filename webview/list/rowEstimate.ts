import type { Row } from './rows';

const lineHeight = 20;
const narrow = 7;
const charactersOf = (width: number) => Math.max(10, Math.floor(width / narrow));

/**
 * Estimates the height of a row that was never mounted, in pixels. Only the scroll bar depends on it: rows are measured
 * before they are used to position the viewport.
 */
export function estimateHeight(row: Row, width: number): number {
  switch (row.kind) {
    case 'user':
      return 46 + Math.min(textHeight(row.text, width), 12 * lineHeight);
    case 'unparsed':
      return textHeight(row.message.text, width) + 8;
    case 'block':
      return row.block.estimateHeight(width);
    case 'body':
      return 60;
    case 'footer':
      return row.isEnd ? 24 : 6;
    case 'rule':
      return 17;
    case 'attempts':
    case 'reasoning':
    case 'tool':
    case 'placeholder':
    case 'rest':
      return 32;
  }
}

/** Counts line breaks in the beginning only, to stay cheap for megabytes of text. */
function textHeight(text: string, width: number): number {
  const sample = text.slice(0, 4000);
  let lines = 0;
  for (let at = sample.indexOf('\n'); at >= 0; at = sample.indexOf('\n', at + 1)) lines++;
  const scale = sample.length === 0 ? 1 : text.length / sample.length;
  return Math.ceil(text.length / charactersOf(width) + lines * scale * 0.5 + 1) * lineHeight;
}
