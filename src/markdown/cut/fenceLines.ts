/** What the lines of a fence are read by. */
export interface FenceState {
  readonly marker: string;
  readonly length: number;
  readonly isMarkdown: boolean;
  /** Lengths of the fences that are open within a Markdown fence. */
  readonly inner: readonly number[];
}

/** A line of code, or the end of the fence: `codeEnd` characters of the line are code, from `restStart` it is text again. */
export type FenceLine =
  | { readonly type: 'code'; readonly inner: readonly number[] }
  | { readonly type: 'end'; readonly codeEnd: number; readonly restStart: number };

/** The marks and the info string of a line that opens a fence, without its indentation; `undefined` for any other line. */
export function fenceOpening(line: string): { readonly run: string; readonly info: string } | undefined {
  const [, run, info = ''] = /^(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
  if (run === undefined || (run.startsWith('`') && info.includes('`'))) return undefined;
  return { run, info };
}

/** The state of a fence that begins with a run of marks and an info string. */
export function fenceState(run: string, info: string): FenceState {
  return { marker: run[0] ?? '`', length: run.length, isMarkdown: markdownInfo.test(info.trim()), inner: [] };
}

const markdownInfo = /^(?:markdown|md|mdx|mdown|mkd|rmd|qmd)\b/i;

/**
 * Reads a line of an open fence. Models leave out line breaks: `let a;` with the closing marks after it ends the fence, and
 * so do closing marks with a sentence after them. Within a Markdown fence, fences with an info string open and close first.
 */
export function readFenceLine(fence: FenceState, line: string): FenceLine {
  const { marker, inner } = fence;
  const { length, run, rest, indent } = leadingRun(line, marker);
  const isInner = inner.length > 0;
  const wanted = inner.at(-1) ?? fence.length;
  const end =
    length >= wanted && (isInner || indent < 4)
      ? endBefore(rest, line.length)
      : gluedEnd(line, marker, wanted);
  if (end) return isInner ? { type: 'code', inner: inner.slice(0, -1) } : end;
  if (!fence.isMarkdown) return { type: 'code', inner };
  const opened = length >= fence.length && innerInfo.test(rest) ? run.length : openedWithin(fence, line);
  return { type: 'code', inner: opened > 0 ? [...inner, opened] : inner };
}

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

/** What follows closing marks without a line break: no info string begins like that. */
const sentence =
  /^(?:[ \t]*[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef“‘]|[A-Z][\w']*[,:]? [\w']+[,:]? \S|\*\*\S|#{1,6} \S|[-*] \S|\d{1,3}\. \S)/;

/** The end of a fence after the code of a line: marks that stand right after it, the only ones in the line. */
function gluedEnd(line: string, marker: string, wanted: number): FenceLine | undefined {
  if (marker !== '`' || !line.includes('```')) return undefined;
  const codeEnd = line.indexOf('```');
  const run = line.slice(codeEnd).trimEnd();
  const isOnly = run.length >= wanted && run === '`'.repeat(run.length);
  if (!isOnly || !/[^\s'"([{:：]$/.test(line.slice(Math.max(0, codeEnd - 1), codeEnd))) return undefined;
  return { type: 'end', codeEnd, restStart: line.length };
}

/**
 * Where the marks of a fence begin that opens after the text of a line, or -1: three or more backticks at its end with the
 * name of a language, or after a colon. They do not close code of the line.
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
