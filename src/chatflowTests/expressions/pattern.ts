/** Compiles a regular expression of a test file; `problem` is the reason why it is none. */
export function compilePattern(
  source: string,
  ignoresCase = false,
): { readonly pattern: RegExp } | { readonly problem: string } {
  try {
    return { pattern: new RegExp(source, ignoresCase ? 'iu' : 'u') };
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return { problem: message.slice(message.lastIndexOf(': ') + 2) };
  }
}
