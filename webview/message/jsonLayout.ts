const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{[]\s*[}\]]|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * Lays out a JSON object or array with line breaks. Numbers and strings are kept as written: a parsed number could lose
 * digits. Other text is returned unchanged. Stops soon after `limit` characters and supports any depth.
 */
export function layOutJson(text: string, limit: number): string {
  if (!isObjectOrList(text)) return text;
  let result = '';
  let depth = 0;
  const newLine = (): string => `\n${' '.repeat(Math.min(2 * depth, limit))}`;
  for (const [token] of text.matchAll(tokens)) {
    if (result.length > limit) break;
    if (token === '{' || token === '[') {
      depth++;
      result += token + newLine();
    } else if (token === '}' || token === ']') {
      depth--;
      result += newLine() + token;
    } else if (token === ',') result += token + newLine();
    else if (token === ':') result += ': ';
    else result += /^[{[]/.test(token) ? token.replace(/\s+/, '') : token;
  }
  return result;
}

function isObjectOrList(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Not JSON.
    return false;
  }
}
