const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{[]\s*[}\]]|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * A JSON object or list with line breaks, every number and text as it is written: a parsed number would lose digits. Anything
 * else as it came. Ends soon after `limit` characters, and works on any depth.
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
    // Not JSON after all: shown as it is.
    return false;
  }
}
