/** A range of a text: UTF-16 offsets, `end` excluded. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the value of `baseUrl`, without quotes, in the entry with this workflow ID in a settings file. `undefined` if
 * there is no such entry.
 */
export function baseUrlPlace(text: string, workflowId: string, baseUrl: string): Place | undefined {
  const ids = places(text, 'workflowId', workflowId);
  const urls = places(text, 'baseUrl', baseUrl);
  let best: { readonly url: Place; readonly distance: number } | undefined;
  for (const url of urls) {
    for (const id of ids) {
      const distance = Math.abs(url.start - id.start);
      if (!best || distance < best.distance) best = { url, distance };
    }
  }
  return best?.url;
}

function places(text: string, name: string, value: string): readonly Place[] {
  const written = JSON.stringify(value);
  const member = new RegExp(`"${name}"\\s*:\\s*(?=")`, 'g');
  return [...text.matchAll(member)].flatMap((match) => {
    const start = match.index + match[0].length;
    return text.startsWith(written, start) ? [{ start: start + 1, end: start + written.length - 1 }] : [];
  });
}
