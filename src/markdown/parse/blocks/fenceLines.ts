/** What decides how the next line of an open fence is read. */
export interface FenceState {
  readonly marker: string;
  readonly length: number;
  readonly isMarkdown: boolean;
  /** Lengths of the fences that are open within a Markdown fence. */
  readonly inner: readonly number[];
  /** The last line of a Markdown fence that is not blank. Empty at its beginning. */
  readonly lastText: string;
  /** A blank line, or the opening line, comes before the next line. */
  readonly isAfterBlank: boolean;
}

/**
 * A line of code with the state after it, or the end of the fence: the first `codeEnd` characters of the line are code, and
 * from `restStart` on it is text again.
 */
export type FenceLine =
  | { readonly type: 'code'; readonly state: FenceState }
  | { readonly type: 'end'; readonly codeEnd: number; readonly restStart: number };

/** The marks and the info string of a line that opens a fence, without its indentation; `undefined` for any other line. */
export function fenceOpening(line: string): { readonly run: string; readonly info: string } | undefined {
  const [, run, info = ''] = /^(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
  if (run === undefined || (run.startsWith('`') && info.includes('`'))) return undefined;
  return { run, info };
}

/** The state of a fence that begins with a run of marks and an info string. */
export function fenceState(run: string, info: string): FenceState {
  return {
    marker: run[0] ?? '`',
    length: run.length,
    isMarkdown: markdownInfo.test(info.trim()),
    inner: [],
    lastText: '',
    isAfterBlank: true,
  };
}

const markdownInfo = /^(?:markdown|md|mdx|mdown|mkd|rmd|qmd)\b/i;

/**
 * Reads a line of an open fence. `next` is the line after it, empty if there is none; it matters only where `needsNext` says
 * so. Models leave out line breaks: marks right after code, or right before a sentence, end the fence. Within a Markdown
 * fence, fences with an info string open and close first, and bare marks open one where `opensInner` says so.
 */
export function readFenceLine(fence: FenceState, line: string, next = ''): FenceLine {
  const { marker, inner } = fence;
  const { length, run, rest, indent } = leadingRun(line, marker);
  const isInner = inner.length > 0;
  const wanted = inner.at(-1) ?? fence.length;
  const end =
    length >= wanted && (isInner || indent < 4)
      ? endBefore(rest, line.length)
      : gluedEnd(line, marker, wanted);
  if (end && isInner) return codeLine(fence, line, inner.slice(0, -1));
  if (end)
    return opensInner(fence, line, next.slice(0, longestNext)) ? codeLine(fence, line, [run.length]) : end;
  if (!fence.isMarkdown) return { type: 'code', state: fence };
  const opened = length >= fence.length && innerInfo.test(rest) ? run.length : openedWithin(fence, line);
  return codeLine(fence, line, opened > 0 ? [...inner, opened] : inner);
}

function codeLine(fence: FenceState, line: string, inner: readonly number[]): FenceLine {
  const isAfterBlank = line.trim() === '';
  return {
    type: 'code',
    state: { ...fence, inner, isAfterBlank, lastText: isAfterBlank ? fence.lastText : line },
  };
}

/** Whether the line after this one decides if this one ends a Markdown fence. */
export function needsNext(fence: FenceState, line: string): boolean {
  if (!fence.isMarkdown || fence.inner.length > 0 || !/^ {0,3}(?:`{3,}|~{3,})[ \t]*$/.test(line))
    return false;
  return fence.isAfterBlank || announcesCode.test(fence.lastText);
}

/**
 * Whether bare marks open a fence within a Markdown fence instead of ending it: after a line that announces code, or after a
 * blank line if no sentence follows, and always right before a line that is neither blank nor marks.
 */
function opensInner(fence: FenceState, line: string, next: string): boolean {
  if (!needsNext(fence, line) || next.trim() === '' || /^[ \t]*(?:```|~~~)/.test(next)) return false;
  return announcesCode.test(fence.lastText) || !(sentence.test(next) || closingWords.test(next.trim()));
}

/** Longest beginning of a line that decides how the line before it is read. */
export const longestNext = 200;

/** A line that ends with a colon, or a heading: a document does not end with either. */
const announcesCode = /[:：](?:\*\*)?[ \t]*$|^ {0,3}#{1,6} /;
const closingWords = /^[A-Z][^=;(){}<>$]*[.!?:]$/;

const innerInfo = /^[A-Za-z][\w+#.-]*[ \t]*(?:[^`\s].*)?$/;

/** Characters of the run that opens a fence after a list marker or text in a line of Markdown, or 0. */
function openedWithin({ length, marker }: FenceState, line: string): number {
  const listed = /^[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]+(`{3,}|~{3,})[A-Za-z]/.exec(line)?.[1];
  if (listed?.startsWith(marker) === true && listed.length >= length) return listed.length;
  const glued = marker === '`' ? gluedOpening(line) : -1;
  const run = glued < 0 ? 0 : (/^`*/.exec(line.slice(glued))?.[0].length ?? 0);
  return run >= length ? run : 0;
}

function leadingRun(line: string, marker: string) {
  const [whole = '', spaces = '', run = ''] = /^([ \t]*)(`{3,}|~{3,})/.exec(line) ?? [];
  const length = run.startsWith(marker) ? run.length : 0;
  return { length, run, rest: line.slice(whole.length), indent: spaces.replaceAll('\t', '    ').length };
}

function endBefore(rest: string, lineLength: number): FenceLine | undefined {
  const text = rest.trimStart();
  if (text === '') return { type: 'end', codeEnd: 0, restStart: lineLength };
  return sentence.test(rest) ? { type: 'end', codeEnd: 0, restStart: lineLength - text.length } : undefined;
}

/** The beginning of a sentence after closing marks. No info string starts like that. */
const sentence =
  /^(?:[ \t]*[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef“‘]|[A-Z][\w']*[,:]? [\w']+[,:]? \S|\*\*\S|#{1,6} \S|[-*] \S|\d{1,3}\. \S)/;

/** The end of a fence in a line of code: marks right after the code, the only ones in the line. */
function gluedEnd(line: string, marker: string, wanted: number): FenceLine | undefined {
  if (marker !== '`' || !line.includes('```')) return undefined;
  const codeEnd = line.indexOf('```');
  const run = line.slice(codeEnd).trimEnd();
  const isOnly = run.length >= wanted && run === '`'.repeat(run.length);
  if (!isOnly || !/[^\s'"([{:：]$/.test(line.slice(Math.max(0, codeEnd - 1), codeEnd))) return undefined;
  return { type: 'end', codeEnd, restStart: line.length };
}

/**
 * Where a fence opens after the text of a line, or -1: at three or more backticks at the end of the line, with the name of a
 * language or after a colon, that do not close code of the line.
 */
export function gluedOpening(line: string): number {
  if (!line.includes('```')) return -1;
  const from = Math.max(0, line.length - longestOpening);
  const found = /(?<!`)(`{3,})([A-Za-z][\w+#.-]*)?[ \t]*$/.exec(line.slice(from));
  const run = found?.[1] ?? '';
  if (!found || from + found.index === 0) return -1;
  const at = from + found.index;
  const before = line.slice(0, at);
  const text = before.trim();
  if (text === '' || /^(?:`{3}|~{3}|.*\\$)/.test(text) || (found[2] === undefined && !/[:：]$/.test(text)))
    return -1;
  const runs = before.match(/`+/g)?.filter(({ length }) => length === run.length).length ?? 0;
  return runs % 2 === 0 ? at : -1;
}

const longestOpening = 80;
