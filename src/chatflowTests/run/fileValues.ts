import { redactionMark } from '../../coze/text/redact';
import type { TestFile } from '../testFile/testFile';
import type { Stop } from './budget';
import { onOneLine } from './turnInput';

/** The variables of a test file with their values. */
export interface FileValues {
  readonly values: ReadonlyMap<string, unknown>;
  /** Values that must not occur in any output. */
  readonly secrets: readonly string[];
  /** Why the tests of the file are skipped. */
  readonly skip?: Stop;
}

/** Shorter values would occur in other texts by chance. */
export const minSecretLength = 4;

/**
 * Reads the variables of a file from the environment. In a replay, a secret without value stands for the mark that
 * recordings have in its place.
 */
export function fileValues(
  file: TestFile,
  env: Readonly<Record<string, string | undefined>>,
  isReplay: boolean,
): FileValues {
  const values = new Map<string, unknown>();
  const secrets: string[] = [];
  let skip: Stop | undefined;
  for (const [name, variable] of file.variables) {
    if ('value' in variable) {
      values.set(name, variable.value);
      continue;
    }
    const given = env[variable.env] ?? variable.fallback;
    const value = isReplay && variable.isSecret ? given || redactionMark : given;
    if (value === undefined || (variable.isSecret && value === '')) {
      skip ??= { key: 'secretMissing', params: { name: variable.env } };
      continue;
    }
    if (variable.isSecret) {
      if (value.length < minSecretLength && !isReplay)
        skip ??= { key: 'secretShort', params: { name: variable.env } };
      // The fields of a form are one line each.
      if (value !== redactionMark) secrets.push(value, onOneLine(value));
    }
    values.set(name, value);
  }
  return { values, secrets, ...(skip && { skip }) };
}
