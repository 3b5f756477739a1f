import { setImmediate } from 'node:timers/promises';
import { buildTestFile, type RawFile } from './buildTestFile';
import type { Located } from './read/located';
import { Lines, type Mistake, type Problem } from './problem';
import { readJson } from './read/readJson';
import { readYaml } from './read/readYaml';
import { utf8Text } from './read/utf8Text';
import { fileMistakes } from './rules';
import { testFileSchema } from './schema';
import type { TestFile } from './testFile';
import { isJsonName } from './testFileName';
import { mistakesBySchema } from './validate';
import type { ReadNamedFile } from './buildTestFile';

/** Largest test file, in bytes. */
const maxFileBytes = 500_000;

const maxDepth = 500;
/** A line that begins with many list items, names or anchors, or far to the right. */
const deepLine = /^(?:[ \t]*(?:[-?:](?=[ \t])|[&!]\S{0,50}(?=[ \t]))){100}|^[ \t]{500}/m;

export type ReadTestFile =
  { readonly file: TestFile } | { readonly problems: readonly [Problem, ...Problem[]] };

/**
 * Reads a test file: YAML, or JSON if `path` ends in `.json`, in any case. Never throws: every mistake is a problem with
 * its place. The files that it names are read by `readNamed`.
 *
 * @param path with forward slashes, relative to the folder of the tests.
 */
export async function readTestFile(
  path: string,
  bytes: Uint8Array,
  readNamed: ReadNamedFile,
): Promise<ReadTestFile> {
  const decoded = decode(bytes);
  if (typeof decoded !== 'string') return problemsOf('', [decoded]);
  const read = parseLocated(path, decoded);
  if ('mistakes' in read) return problemsOf(decoded, read.mistakes);
  const { root } = read;
  // Each step of a file with 1,000 tests takes long enough to hold up others.
  await setImmediate();
  const mistakes = mistakesBySchema(root, testFileSchema);
  if (mistakes.length > 0) return problemsOf(decoded, mistakes);
  await setImmediate();
  const lines = new Lines(decoded);
  const ruled = fileMistakes(root, decoded);
  if (ruled.length > 0) return problemsOf(decoded, ruled);
  await setImmediate();
  const built = await buildTestFile(path, root.value as RawFile, root, lines, readNamed);
  return 'mistakes' in built ? problemsOf(decoded, built.mistakes) : { file: built.file };
}

type Parsed = { readonly root: Located } | { readonly mistakes: readonly Mistake[] };

/** After a change in an editor the same text is parsed for the tree, for warnings and for suggestions. */
let last: { readonly isJson: boolean; readonly text: string; readonly parsed: Parsed } | undefined;

/** Parses a test file; the mistakes are those of YAML or JSON. Never throws. The result of the last call is kept. */
export function parseLocated(path: string, text: string): Parsed {
  const isJson = isJsonName(path);
  if (last?.isJson !== isJson || last.text !== text) last = { isJson, text, parsed: parse(isJson, text) };
  return last.parsed;
}

function parse(isJson: boolean, text: string): Parsed {
  if (isDeep(text)) return { mistakes: [{ key: 'tooDeep', start: 0, end: 0 }] };
  try {
    return isJson ? readJson(text) : readYaml(text);
  } catch (error) {
    // The parsers are recursive.
    if (error instanceof RangeError) return { mistakes: [{ key: 'tooDeep', start: 0, end: 0 }] };
    throw error;
  }
}

/**
 * Whether brackets, or lists and names in front of a line, are nested deeper than anything useful; those in texts count,
 * too. Parsers take the square of the depth, and a deep recursion can end the process.
 */
function isDeep(text: string): boolean {
  if (deepLine.test(text)) return true;
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > maxDepth) return true;
  }
  return false;
}

/** The text of a file without its byte order mark, or why it is none. */
function decode(bytes: Uint8Array): string | Mistake {
  const start = { start: 0, end: 0 };
  if (bytes.length > maxFileBytes) {
    return { key: 'fileTooLarge', params: { limit: `${String(maxFileBytes / 1_000)} kB` }, ...start };
  }
  return utf8Text(bytes) ?? { key: 'notUtf8', ...start };
}

function problemsOf(text: string, mistakes: readonly Mistake[]): ReadTestFile {
  const lines = new Lines(text);
  const [first, ...others] = [...mistakes].sort((a, b) => a.start - b.start).map((one) => lines.problem(one));
  if (!first) throw new Error('A refused file has at least one problem');
  return { problems: [first, ...others] };
}
