/** A piece of a message of the user: text, or code between fences. */
export type MessagePiece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string; readonly language: string };

/**
 * Splits a message of the user into text and fenced code, in order. No other Markdown is read, so every line except the
 * fences stays as typed. An unclosed fence extends to the end.
 */
export function splitFencedCode(message: string): readonly MessagePiece[] {
  if (!/`{3}|~{3}/.test(message)) return [{ type: 'text', text: message }];
  const pieces: MessagePiece[] = [];
  let lines: string[] = [];
  let fence: { readonly marker: string; readonly language: string } | undefined;
  const end = (): void => {
    const content = lines.join('\n');
    lines = [];
    if (fence) pieces.push({ type: 'code', text: content, language: fence.language });
    // Empty lines around a code block only separate the fences.
    else if (content.trim() !== '') pieces.push({ type: 'text', text: withoutEmptyEnds(content) });
  };
  for (const line of message.split('\n')) {
    const [, marker, rest = ''] = /^ {0,3}(`{3,}|~{3,})(.*)\r?$/.exec(line) ?? [];
    // The expression would take time in proportion to the square of the number of spaces.
    const info = rest.trim();
    if (fence === undefined && marker !== undefined && !(marker.startsWith('`') && info.includes('`'))) {
      end();
      fence = { marker, language: info };
    } else if (fence !== undefined && marker?.startsWith(fence.marker) === true && info === '') {
      end();
      fence = undefined;
    } else lines.push(line);
  }
  if (fence !== undefined || lines.length > 0) end();
  return pieces;
}

/** Without line breaks at both ends. */
function withoutEmptyEnds(content: string): string {
  let start = 0;
  let end = content.length;
  while (content[start] === '\n') start++;
  while (end > start && content[end - 1] === '\n') end--;
  return content.slice(start, end);
}
