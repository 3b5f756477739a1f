/** Code that a message carries in its first fence. */
export interface Selection {
  readonly language: string;
  readonly lineCount: number;
}

/** Finds the first fenced code block: it closes with at least as many backticks as it opened with. */
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
