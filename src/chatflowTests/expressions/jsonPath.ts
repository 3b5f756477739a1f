import { query, type JsonValue } from 'jsonpath-rfc9535';

/** A JSONPath (RFC 9535) as a function that finds values; `problem` is the reason why it is none. */
export function compilePath(
  path: string,
): { readonly find: (value: unknown) => readonly unknown[] } | { readonly problem: string } {
  try {
    query(null, path);
  } catch (error) {
    return { problem: shortened(error instanceof Error ? error.message : '') };
  }
  return { find: (value) => query(value as JsonValue, path) };
}

/** What was found instead, without the long list of what could follow. */
function shortened(message: string): string {
  const found = / but (.+) found\.?$/.exec(message)?.[1];
  return found === undefined ? message.slice(0, 100) : `unexpected ${found}`;
}
