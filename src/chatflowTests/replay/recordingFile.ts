import type { TestCase } from '../plan/testCase';

/** Where the recordings of tests are kept. */
export interface RecordingStore {
  /** The text of a recording; `undefined` if there is none. Throws if it cannot be read. */
  read(path: string): Promise<string | undefined>;
  /** Replaces a recording. Throws if it cannot be written. */
  write(path: string, text: string): Promise<void>;
}

const folderName = '__runs__';
const maxNameLength = 60;

/**
 * The path of the recording of a case: `__runs__/FILE.TEST.ndjson` beside the test file, with forward slashes. A name that a
 * file cannot have is shortened; a number made of the full name keeps the paths apart.
 */
export function recordingPath({ file, test, row, target }: TestCase): string {
  const slash = file.path.lastIndexOf('/');
  const folder = file.path.slice(0, slash + 1);
  const base = file.path.slice(slash + 1).replace(/\.coze-test\.\w+$/, '');
  const full = [base, test.name, row ? String(row.number) : '', target.version ?? ''].filter(
    (part) => part !== '',
  );
  const name = full
    .join('.')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .slice(0, maxNameLength)
    .replace(/[\uD800-\uDBFF]$/, '');
  return `${folder}${folderName}/${name}.${hash(JSON.stringify(full))}.ndjson`;
}

/** FNV-1a, as six digits of base 36. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value.toString(36).padStart(6, '0').slice(-6);
}
