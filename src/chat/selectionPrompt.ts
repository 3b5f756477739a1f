/** What the user has selected in an editor. */
export interface Selection {
  readonly code: string;
  /** VS Code's language id, such as `typescript`. */
  readonly languageId: string;
  /** As it is shown to the user: relative to the workspace, or the name alone. */
  readonly fileName: string;
  /** From 1, both inclusive. */
  readonly startLine: number;
  readonly endLine: number;
}

/** The words around the code, in the user's language. */
export interface SelectionLabels {
  readonly file: string;
  readonly language: string;
  readonly lines: string;
}

/**
 * Question, code and where it comes from as one message in Markdown. The fence is longer than any run of backticks in the
 * code, so the code can neither end it nor be changed by it; line ends become `\n`. The question comes first, unless it
 * holds a fence of its own, and may be empty.
 */
export function selectionPrompt(question: string, selection: Selection, labels: SelectionLabels): string {
  const code = normalizeLineEnds(selection.code);
  const fence = fenceFor(code);
  const { startLine, endLine } = selection;
  const lines = startLine === endLine ? String(startLine) : `${startLine}-${endLine}`;
  const place = [
    `${labels.file}: ${inlineCode(oneLine(selection.fileName))}`,
    `${labels.language}: ${oneLine(selection.languageId)}`,
    `${labels.lines}: ${lines}`,
  ].join('\n');
  const block = `${fence}${infoWord(selection.languageId)}\n${code}\n${fence}`;
  const asked = question.trim();
  const parts = mayHoldFence(asked) ? [place, block, asked] : [asked, place, block];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** A fence that the question opens and does not close would take in everything after it. */
function mayHoldFence(question: string): boolean {
  return /`{3}|~{3}/.test(question);
}

/** Code with `\n` as its only line end: a lone `\r` would end a line for some readers and not for others. */
export function normalizeLineEnds(code: string): string {
  return code.replace(/\r\n?/g, '\n');
}

/** Text in a fence that it cannot end. */
export function fenced(text: string, language = ''): string {
  const fence = fenceFor(text);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** At least three backticks, and more than ever follow one another in the code. */
export function fenceFor(code: string): string {
  return '`'.repeat(Math.max(3, longestRun(code) + 1));
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

/** A language id as the word after a fence: a backtick or a space there would change what the fence is. */
function infoWord(languageId: string): string {
  return /^[\w.+#-]{1,40}$/.test(languageId) ? languageId : '';
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A file may be named anything; within backticks nothing of it is Markdown. */
function inlineCode(text: string): string {
  if (!text.includes('`')) return `\`${text}\``;
  const fence = '`'.repeat(longestRun(text) + 1);
  return `${fence} ${text} ${fence}`;
}
