/** A piece of what the user wrote: words, or code that stood between fences. */
export type SaidPart =
  | { readonly type: 'words'; readonly text: string }
  | { readonly type: 'code'; readonly text: string; readonly language: string };

/**
 * What the user wrote as words and fenced code, in order. Nothing else of Markdown is read: every line but the fences is
 * there as it was typed. A fence that is not closed goes to the end.
 */
export function saidParts(message: string): readonly SaidPart[] {
  if (!/`{3}|~{3}/.test(message)) return [{ type: 'words', text: message }];
  const parts: SaidPart[] = [];
  let lines: string[] = [];
  let fence: { readonly marker: string; readonly language: string } | undefined;
  const end = (): void => {
    const content = lines.join('\n');
    lines = [];
    if (fence) parts.push({ type: 'code', text: content, language: fence.language });
    // The empty lines around a code block are there for the fences' sake.
    else if (content.trim() !== '') parts.push({ type: 'words', text: content.replace(/^\n+|\n+$/g, '') });
  };
  for (const line of message.split('\n')) {
    const [, marker, info = ''] = /^ {0,3}(`{3,}|~{3,})[ \t]*(.*?)[ \t\r]*$/.exec(line) ?? [];
    if (fence === undefined && marker !== undefined && !(marker.startsWith('`') && info.includes('`'))) {
      end();
      fence = { marker, language: info };
    } else if (fence !== undefined && marker?.startsWith(fence.marker) === true && info === '') {
      end();
      fence = undefined;
    } else lines.push(line);
  }
  if (fence !== undefined || lines.length > 0) end();
  return parts;
}
