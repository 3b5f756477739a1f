import { posix } from 'node:path';
import { isUrl } from '../testFile/named/namedPath';
import type { NamedFile } from '../testFile/testFile';
import type { TestCase } from './testCase';
import { UnknownVariable, withValues } from '../testFile/variables';

/** A file that a case uploads. */
export interface FileToUpload extends NamedFile {
  /** With forward slashes, relative to the folder of the tests. */
  readonly path: string;
}

/** The path of a file that a test file names, relative to the folder of the tests. */
export function pathOfFile({ file }: TestCase, name: string): string {
  return posix.join(posix.dirname(file.path), name);
}

/** Names an uploaded file: each path is uploaded once for each profile. */
export function uploadKey({ target }: TestCase, path: string): string {
  return JSON.stringify([target.spec.profile ?? '', path]);
}

/** The files that a case uploads, without those whose names are only known during the run. */
export function filesToUpload(one: TestCase): readonly FileToUpload[] {
  return filesOf(one).flatMap((file) => {
    const name = knownName(one, file.name);
    return name === undefined || isUrl(name) ? [] : [{ ...file, name, path: pathOfFile(one, name) }];
  });
}

/** The most uploads of the cases. A file whose name is only known during the run may be another one each time. */
export function worstCaseUploads(cases: readonly TestCase[]): number {
  const keys = new Set<string>();
  let unknown = 0;
  for (const one of cases) {
    for (const { path } of filesToUpload(one)) keys.add(uploadKey(one, path));
    const names = filesOf(one).filter(({ name }) => knownName(one, name) === undefined);
    unknown += names.length * one.test.repeat;
  }
  return keys.size + unknown;
}

function filesOf({ test }: TestCase): readonly NamedFile[] {
  return [...test.parameterFiles, ...test.turns.flatMap(({ files }) => files)];
}

/** The name with the variables of the file and the row; `undefined` if others are in it. */
function knownName({ file, row }: TestCase, name: string): string | undefined {
  const own = [...file.variables].flatMap(([key, variable]) =>
    'value' in variable ? [[key, variable.value] as const] : [],
  );
  try {
    return withValues(name, new Map<string, unknown>([...own, ...Object.entries(row?.values ?? {})]));
  } catch (error) {
    if (error instanceof UnknownVariable) return undefined;
    throw error;
  }
}
