/** The code in the first fence of a message. */
export interface Selection {
  readonly language: string;
  readonly lineCount: number;
}

/** Finds the first fenced code block. The closing fence has at least as many backticks as the opening one. */
export function selectionOf(message: string): Selection | undefined {
  const lines = message.split('\n');
  const opening = lines.findIndex((line) => fenceOf(line) >= 3);
  const first = lines[opening];
  if (first === undefined) return undefined;
  const length = fenceOf(first);
  const after = lines.slice(opening + 1);
  const closing = after.findIndex((line) => fenceOf(line) >= length && line.trim().length === fenceOf(line));
  const language = first.slice(length).trim().split(/\s/)[0] ?? '';
  return { language: language || 'text', lineCount: closing < 0 ? after.length : closing };
}

function fenceOf(line: string): number {
  let length = 0;
  while (line[length] === '`') length++;
  return length;
}
