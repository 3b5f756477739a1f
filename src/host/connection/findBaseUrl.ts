import type { TextRange } from '../textRange';

/**
 * Finds the value of `baseUrl`, without quotes, in the entry with this workflow ID in a settings file. `undefined` if
 * there is no such entry.
 */
export function findBaseUrl(text: string, workflowId: string, baseUrl: string): TextRange | undefined {
  const ids = findMembers(text, 'workflowId', workflowId);
  const urls = findMembers(text, 'baseUrl', baseUrl);
  let best: { readonly url: TextRange; readonly distance: number } | undefined;
  for (const url of urls) {
    for (const id of ids) {
      const distance = Math.abs(url.start - id.start);
      if (!best || distance < best.distance) best = { url, distance };
    }
  }
  return best?.url;
}

function findMembers(text: string, name: string, value: string): readonly TextRange[] {
  const written = JSON.stringify(value);
  const member = new RegExp(`"${name}"\\s*:\\s*(?=")`, 'g');
  return [...text.matchAll(member)].flatMap((match) => {
    const start = match.index + match[0].length;
    return text.startsWith(written, start) ? [{ start: start + 1, end: start + written.length - 1 }] : [];
  });
}
