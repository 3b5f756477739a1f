/** The user's selection in an editor. */
export interface Selection {
  readonly code: string;
  /** VS Code's language id, such as `typescript`. */
  readonly languageId: string;
  /** The path shown to the user: relative to the workspace, or the name alone. */
  readonly fileName: string;
  /** From 1, both inclusive. */
  readonly startLine: number;
  readonly endLine: number;
}

/** The names before the place of the code, each with its colon, in the user's language. */
export interface SelectionLabels {
  readonly file: string;
  readonly language: string;
  readonly lines: string;
}

/**
 * Formats the question, the code and its location as one Markdown message. The fence is longer than any run of
 * backticks in the code, so that the code cannot end it; line ends become `\n`. The question comes first, unless it
 * contains a fence, and may be empty.
 */
export function selectionPrompt(question: string, selection: Selection, labels: SelectionLabels): string {
  const code = normalizeLineEnds(selection.code);
  const fence = fenceFor(code);
  const { startLine, endLine } = selection;
  const lines = startLine === endLine ? String(startLine) : `${startLine}-${endLine}`;
  const place = [
    `${labels.file}${inlineCode(oneLine(selection.fileName))}`,
    `${labels.language}${oneLine(selection.languageId)}`,
    `${labels.lines}${lines}`,
  ].join('\n');
  const block = `${fence}${infoWord(selection.languageId)}\n${code}\n${fence}`;
  const asked = question.trim();
  const parts = mayHoldFence(asked) ? [place, block, asked] : [asked, place, block];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** A fence that the question leaves open would include all text after it. */
function mayHoldFence(question: string): boolean {
  return /`{3}|~{3}/.test(question);
}

/** Code with `\n` as its only line end: parsers disagree on whether a lone `\r` ends a line. */
export function normalizeLineEnds(code: string): string {
  return code.replace(/\r\n?/g, '\n');
}

/** Text in a fence that it cannot end. */
export function fenced(text: string, language = ''): string {
  const fence = fenceFor(text);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** At least three backticks, and more than any run in the code. */
function fenceFor(code: string): string {
  return '`'.repeat(Math.max(3, longestRun(code) + 1));
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

/** A language ID as the info string of a fence. A backtick or space would change the fence. */
function infoWord(languageId: string): string {
  return /^[\w.+#-]{1,40}$/.test(languageId) ? languageId : '';
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A file name as inline code, so that no character of it is Markdown. */
function inlineCode(text: string): string {
  if (!text.includes('`')) return `\`${text}\``;
  const fence = '`'.repeat(longestRun(text) + 1);
  return `${fence} ${text} ${fence}`;
}
