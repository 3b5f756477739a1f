import { query, type JsonValue } from 'jsonpath-rfc9535';

/** A JSONPath (RFC 9535) as a function that finds values; `problem` is the reason why it is none. */
export function compilePath(
  path: string,
): { readonly find: (value: unknown) => readonly unknown[] } | { readonly problem: string } {
  try {
    query(null, path);
  } catch (error) {
    return { problem: (error instanceof Error ? error.message : '').split('\n')[0]?.slice(0, 200) ?? '' };
  }
  return { find: (value) => query(value as JsonValue, path) };
}
