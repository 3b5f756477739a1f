import type { Located } from '../testFile/read/located';
import { parseLocated } from '../testFile/readTestFile';

/** The file as far as it can be read. */
export function partlyParsed(path: string, text: string): Located {
  const parsed = parseLocated(path, text);
  return 'root' in parsed ? parsed.root : { value: null, start: 0, end: 0 };
}
