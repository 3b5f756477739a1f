import { fenceState, readFenceLine, type FenceState } from './fenceLines';
import { isBlank } from './lines';
import type { CodeSegment } from './segment';
import { wholeCharacters } from './window';

/** An open top-level fence. */
export interface Fence extends FenceState {
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
    ...fenceState(run, info),
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
  let state: FenceState = fence;
  for (;;) {
    const lineEnd = text.indexOf('\n', position);
    const isWhole = lineEnd >= 0 || isComplete;
    const end = lineEnd >= 0 ? lineEnd : text.length;
    const isTooLong = end - position > maxLength;
    const isFirstLine = starts.length === 0;
    if (!isWhole && !isTooLong) return undefined;
    if (isWhole && !isTooLong && !(isFirstLine && fence.isInLine)) {
      const line = readFenceLine(state, text.slice(position, end));
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
      state = { ...state, inner: line.inner };
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

/** A fence that is still being written, and where the text after its end begins, if its last line shows one. */
export interface OpenFencePart {
  readonly segment: CodeSegment;
  readonly rest: number;
}

/** The part that is still being written, with the end of its last line held back where that may become the closing marks. */
export function openFencePart(fence: Fence, text: string, start: number): OpenFencePart {
  const from = text.lastIndexOf('\n') + 1;
  const line = text.slice(from);
  const isMarked = line.includes(fence.marker) && line.length <= maxLength && !(from === 0 && fence.isInLine);
  if (!isMarked) return { segment: codeSegment(fence, text, text, start, true, false), rest: text.length };
  const found = readFenceLine({ ...fence, inner: innerAfter(fence, text.slice(0, from)) }, line);
  const held = line.search(
    fence.marker === '`' ? /^[ \t]*(?:`+[ \t]*|`{3,}.*)$|`+[ \t]*$/ : /^[ \t]*(?:~+[ \t]*|~{3,}.*)$/,
  );
  const codeEnd = from + (found.type === 'end' ? found.codeEnd : held < 0 ? line.length : held);
  const rest = from + (found.type === 'end' ? found.restStart : line.length);
  return {
    segment: codeSegment(fence, text.slice(0, codeEnd), text.slice(0, rest), start, true, false),
    rest,
  };
}

/** The inner fences that are open after some lines of a Markdown fence. */
function innerAfter(fence: Fence, code: string): readonly number[] {
  if (!fence.isMarkdown) return [];
  let state: FenceState = fence;
  for (const [index, line] of code.split('\n').entries()) {
    if (line.length > maxLength || (index === 0 && fence.isInLine)) continue;
    const found = readFenceLine(state, line);
    if (found.type === 'code') state = { ...state, inner: found.inner };
  }
  return state.inner;
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
    rest: isLast
      ? undefined
      : { ...fence, inner: innerAfter(fence, code), opening: '', isFirst: false, isInLine: how === 'inLine' },
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

/** Where a part of many lines ends: before the last line that begins something after a blank one, or at the limit. */
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
