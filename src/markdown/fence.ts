import type { CodeSegment } from './segment';

/** An open top-level fence. */
export interface Fence {
  readonly marker: string;
  readonly length: number;
  /** Columns before the marker; as many are taken from each line. */
  readonly indent: number;
  readonly info: string;
  /** The opening line with what is before it, until the first part has taken it. */
  readonly opening: string;
  readonly isFirst: boolean;
  /** The text goes on within a line that was too long for one part. */
  readonly isInLine: boolean;
}

const maxLines = 50;
const minLines = 30;
const maxLength = 8_192;

/** Reads the opening line of a fence that the parser has recognised. */
export function openFence(line: string, opening: string): Fence {
  const [, spaces = '', run = '```', info = ''] = /^( *)(`+|~+)(.*)$/.exec(line.trimEnd()) ?? [];
  return {
    marker: run[0] ?? '`',
    length: run.length,
    indent: spaces.length,
    info: info.trim(),
    opening,
    isFirst: true,
    isInLine: false,
  };
}

export interface FencePart {
  readonly segment: CodeSegment;
  /** Characters taken from the text. */
  readonly length: number;
  /** The fence that goes on, or `undefined` after its closing line. */
  readonly rest: Fence | undefined;
}

/**
 * The next part of a fence from text that follows its opening line or last part, or `undefined` while its end is not
 * certain. With `isComplete` there is no more text, and the rest is one last part.
 */
export function nextFencePart(
  fence: Fence,
  text: string,
  start: number,
  isComplete: boolean,
): FencePart | undefined {
  const starts: number[] = [];
  let position = 0;
  for (;;) {
    const lineEnd = text.indexOf('\n', position);
    const isWhole = lineEnd >= 0 || isComplete;
    const end = lineEnd >= 0 ? lineEnd : text.length;
    const isTooLong = end - position > maxLength;
    const isFirstLine = starts.length === 0;
    if (!isWhole && !isTooLong) return undefined;
    if (isWhole && !isTooLong && !(isFirstLine && fence.isInLine)) {
      if (isClosing(fence, text.slice(position, end))) {
        return part(fence, text, start, position, Math.min(end + 1, text.length), 'closed');
      }
    }
    if (starts.length === maxLines) return part(fence, text, start, goodEnd(text, starts), undefined, 'more');
    if (end > maxLength && !isFirstLine) return part(fence, text, start, position, undefined, 'more');
    if (isTooLong) return part(fence, text, start, wholeCharacters(text, maxLength), undefined, 'inLine');
    if (lineEnd < 0) {
      const codeEnd = text.slice(position).trim() === '' ? position : text.length;
      return part(fence, text, start, codeEnd, text.length, 'closed');
    }
    starts.push(position);
    position = lineEnd + 1;
  }
}

/** The part that is still being written, with a last line held back that may become the closing one. */
export function openFencePart(fence: Fence, text: string, start: number): CodeSegment {
  const lineStart = text.lastIndexOf('\n') + 1;
  const isMarker = /^ {0,3}(?:`+|~+)[ \t]*$/.test(text.slice(lineStart));
  const shown = isMarker && text[lineStart + text.slice(lineStart).search(/\S/)] === fence.marker;
  return codeSegment(fence, shown ? text.slice(0, lineStart) : text, text, start, true, false);
}

function part(
  fence: Fence,
  text: string,
  start: number,
  codeEnd: number,
  end: number | undefined,
  how: 'closed' | 'more' | 'inLine',
): FencePart {
  const length = end ?? codeEnd;
  const code = text.slice(0, codeEnd);
  const isLast = how === 'closed';
  return {
    segment: codeSegment(fence, code, text.slice(0, length), start, isLast, how === 'inLine'),
    length,
    rest: isLast ? undefined : { ...fence, opening: '', isFirst: false, isInLine: how === 'inLine' },
  };
}

function codeSegment(
  fence: Fence,
  code: string,
  source: string,
  start: number,
  isLast: boolean,
  isCutInLine: boolean,
): CodeSegment {
  const lines = code.split('\n');
  const isIndented = fence.indent > 0;
  return {
    type: 'code',
    source: fence.opening + source,
    start: start - fence.opening.length,
    code: (isIndented
      ? lines.map((line, index) => (index === 0 && fence.isInLine ? line : withoutIndent(line, fence.indent)))
      : lines
    )
      .join('\n')
      .replace(/\n$/, ''),
    info: fence.info,
    isFirst: fence.isFirst,
    isLast,
    isCutInLine,
  };
}

function isClosing(fence: Fence, line: string): boolean {
  const run = /^ {0,3}(`+|~+)[ \t]*$/.exec(line)?.[1];
  return run !== undefined && run[0] === fence.marker && run.length >= fence.length;
}

/** Where a part of many lines ends: before the last line that begins something after a blank one, or at the limit. */
function goodEnd(text: string, starts: readonly number[]): number {
  for (let line = maxLines - 1; line >= minLines; line--) {
    const position = starts[line] ?? 0;
    if (text[position - 2] === '\n' && /\S/.test(text[position] ?? '')) return position;
  }
  return text.indexOf('\n', starts[maxLines - 1]) + 1;
}

/** `length`, or one less where that would split a pair of surrogates. */
export function wholeCharacters(text: string, length: number): number {
  return (text.charCodeAt(length - 1) & 0xfc00) === 0xd800 ? length - 1 : length;
}

function withoutIndent(line: string, columns: number): string {
  let taken = 0;
  let position = 0;
  while (taken < columns && (line[position] === ' ' || line[position] === '\t')) {
    taken += line[position] === '\t' ? 4 - (taken % 4) : 1;
    position++;
  }
  return ' '.repeat(Math.max(0, taken - columns)) + line.slice(position);
}
