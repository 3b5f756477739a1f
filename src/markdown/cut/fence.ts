import {
  fenceOpening,
  fenceState,
  longestNext,
  needsNext,
  readFenceLine,
  type FenceState,
} from '../parse/blocks/fenceLines';
import { isBlank } from '../lines';
import type { CodeSegment } from './segment';
import { wholeCharacters } from './window';

/** An open top-level fence. */
export interface Fence extends FenceState {
  /** Columns before the marks. Each line of code loses as many. */
  readonly indent: number;
  readonly info: string;
  /** The opening line with blank lines before it. Empty once the first part includes it. */
  readonly opening: string;
  readonly isFirst: boolean;
  /** The next part continues a line that was too long for one part. */
  readonly isInLine: boolean;
}

const maxLines = 50;
const minLines = 30;
const maxLength = 8_192;

/** Reads the opening line of a fence that the parser has found. */
export function openFence(line: string, opening: string): Fence {
  const marks = line.trimStart();
  const { run = '```', info = '' } = fenceOpening(marks.trimEnd()) ?? {};
  return {
    ...fenceState(run, info),
    indent: line.length - marks.length,
    info: info.trim(),
    opening,
    isFirst: true,
    isInLine: false,
  };
}

export interface FencePart {
  readonly segment: CodeSegment;
  /** Length of the part in the text, in UTF-16 units. */
  readonly length: number;
  /** The rest of the fence; `undefined` after its closing line. */
  readonly rest: Fence | undefined;
}

/**
 * Returns the next part of a fence from the text after its opening line or last part; `undefined` while the end of the part is
 * not certain. With `isComplete` no text follows, and the rest is the last part.
 */
export function nextFencePart(
  fence: Fence,
  text: string,
  start: number,
  isComplete: boolean,
): FencePart | undefined {
  const starts: number[] = [];
  let position = 0;
  let state: FenceState = fence;
  for (;;) {
    const lineEnd = text.indexOf('\n', position);
    const isWhole = lineEnd >= 0 || isComplete;
    const end = lineEnd >= 0 ? lineEnd : text.length;
    const isTooLong = end - position > maxLength;
    const isFirstLine = starts.length === 0;
    if (!isWhole && !isTooLong) return undefined;
    if (isWhole && !isTooLong && !(isFirstLine && fence.isInLine)) {
      const source = text.slice(position, end);
      const next = needsNext(state, source) ? nextLine(text, end + 1, isComplete) : '';
      if (next === undefined) return undefined;
      const line = readFenceLine(state, source, next);
      if (line.type === 'end') {
        const rest = position + line.restStart;
        return part(
          fence,
          text,
          start,
          position + line.codeEnd,
          rest < end ? rest : Math.min(end + 1, text.length),
          'closed',
        );
      }
      state = line.state;
    }
    if (starts.length === maxLines) return part(fence, text, start, goodEnd(text, starts), undefined, 'more');
    if (end > maxLength && !isFirstLine) return part(fence, text, start, position, undefined, 'more');
    if (isTooLong) return part(fence, text, start, wholeCharacters(text, maxLength), undefined, 'inLine');
    if (lineEnd < 0) {
      const codeEnd = isBlank(text.slice(position)) ? position : text.length;
      return part(fence, text, start, codeEnd, text.length, 'closed');
    }
    starts.push(position);
    position = lineEnd + 1;
  }
}

/** An incomplete fence, and where text starts after its end if its last line ends it. */
export interface OpenFencePart {
  readonly segment: CodeSegment;
  readonly rest: number;
}

/** The incomplete part of a fence, without the end of its last line where that may become the closing marks. */
export function openFencePart(fence: Fence, text: string, start: number): OpenFencePart {
  const from = text.lastIndexOf('\n') + 1;
  const line = text.slice(from);
  const open = (codeEnd: number, rest: number): OpenFencePart => ({
    segment: codeSegment(fence, text.slice(0, codeEnd), text.slice(0, rest), start, true, false),
    rest,
  });
  const undecided = undecidedLine(fence, text, from);
  if (undecided >= 0) return open(undecided, text.length);
  const isMarked = line.includes(fence.marker) && line.length <= maxLength && !(from === 0 && fence.isInLine);
  if (!isMarked) return open(text.length, text.length);
  const found = readFenceLine(stateAt(fence, text, from), line);
  if (found.type === 'end') return open(from + found.codeEnd, from + found.restStart);
  const held = line.search(
    fence.marker === '`' ? /^[ \t]*(?:`+[ \t]*|`{3,}.*)$|`+[ \t]*$/ : /^[ \t]*(?:~+[ \t]*|~{3,}.*)$/,
  );
  return open(from + (held < 0 ? line.length : held), text.length);
}

/** Where the line before the last one begins if the last one, which is incomplete, decides how it is read; or -1. */
function undecidedLine(fence: Fence, text: string, lastLine: number): number {
  const from = text.lastIndexOf('\n', lastLine - 2) + 1;
  const line = text.slice(from, Math.max(0, lastLine - 1));
  if (lastLine === 0 || !fence.isMarkdown || !line.includes(fence.marker)) return -1;
  return needsNext(stateAt(fence, text, from), line) ? from : -1;
}

/** The line at a position; `undefined` while more of it may follow that decides how the line before it is read. */
function nextLine(text: string, position: number, isComplete: boolean): string | undefined {
  const end = text.indexOf('\n', position);
  const line = text.slice(position, end < 0 ? text.length : end);
  return end < 0 && !isComplete && line.length < longestNext ? undefined : line;
}

/** The state of a fence before the line at a position. */
function stateAt(fence: Fence, text: string, position: number): FenceState {
  let state: FenceState = fence;
  if (!fence.isMarkdown) return state;
  for (let from = 0; from < position;) {
    const newline = text.indexOf('\n', from);
    const end = newline < 0 ? text.length : newline;
    const isRead = end - from <= maxLength && !(from === 0 && fence.isInLine);
    const found = isRead
      ? readFenceLine(state, text.slice(from, end), nextLine(text, end + 1, true))
      : undefined;
    if (found?.type === 'code') ({ state } = found);
    from = end + 1;
  }
  return state;
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
  const state = isLast ? fence : stateAt(fence, text, codeEnd);
  return {
    segment: codeSegment(fence, code, text.slice(0, length), start, isLast, how === 'inLine'),
    length,
    rest: isLast
      ? undefined
      : { ...fence, ...state, opening: '', isFirst: false, isInLine: how === 'inLine' },
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

/** Where a part of many lines ends: before the last unindented line after a blank one, or at the limit. */
function goodEnd(text: string, starts: readonly number[]): number {
  for (let line = maxLines - 1; line >= minLines; line--) {
    const position = starts[line] ?? 0;
    if (text[position - 2] === '\n' && /\S/.test(text[position] ?? '')) return position;
  }
  return text.indexOf('\n', starts[maxLines - 1]) + 1;
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
