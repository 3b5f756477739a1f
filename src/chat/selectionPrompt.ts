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
 * code, so the code can neither end it nor be changed by it; line ends become `\n`. The question may be empty.
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
  return [question.trim(), place, block].filter((part) => part !== '').join('\n\n');
}

/** Code with `\n` as its only line end: a lone `\r` would end a line for some readers and not for others. */
export function normalizeLineEnds(code: string): string {
  return code.replace(/\r\n?/g, '\n');
}

/** At least three backticks, and more than ever follow one another in the code. */
export function fenceFor(code: string): string {
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map((run) => run[0].length));
  return '`'.repeat(Math.max(3, longest + 1));
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
  const fence = fenceFor(text).slice(
    0,
    Math.max(...[...text.matchAll(/`+/g)].map((run) => run[0].length)) + 1,
  );
  return `${fence} ${text} ${fence}`;
}
