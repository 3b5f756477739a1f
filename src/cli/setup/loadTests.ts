import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { casesOf } from '../../chatflowTests/plan/plan';
import type { TestCase } from '../../chatflowTests/plan/testCase';
import { caseKey, selectCases } from '../../chatflowTests/plan/select';
import type { Problem } from '../../chatflowTests/testFile/problem';
import { readTestFile } from '../../chatflowTests/testFile/readTestFile';
import type { TestFile } from '../../chatflowTests/testFile/testFile';
import { isObject, type JsonObject } from '../../shared/json/json';
import { WrongUse, type Options } from './arguments';
import { findTestFiles, readNamedFile } from './testFiles';

export interface FileProblem {
  readonly file: string;
  readonly problem: Problem;
}

export interface LoadedTests {
  readonly cases: readonly TestCase[];
  /** If there are any, nothing is run. */
  readonly problems: readonly FileProblem[];
}

/** Reads the test files that the arguments name, and selects the cases. Throws {@link WrongUse}. */
export async function loadTests(root: string, options: Options): Promise<LoadedTests> {
  const paths = await findTestFiles(root, options.paths);
  if (paths.length === 0) throw new WrongUse('noFiles', { paths: options.paths.join(', ') || '.' });
  const files: TestFile[] = [];
  const problems: FileProblem[] = [];
  for (const file of paths) {
    const read = await readOne(root, file);
    if ('file' in read) files.push(read.file);
    else problems.push(...read.problems.map((problem) => ({ file, problem })));
  }
  if (problems.length > 0) return { cases: [], problems };
  const { grep, tags, shard, onlyFailed, repeat } = options;
  const keys = onlyFailed === undefined ? undefined : await failedKeys(root, onlyFailed);
  const cases = selectCases(casesOf(files, repeat), {
    ...(grep && { grep }),
    ...(tags && { tags }),
    ...(shard && { shard }),
    ...(keys && { keys }),
  });
  // A shard may be empty, and nothing may have failed; a selection that finds nothing is a mistake.
  if (cases.length === 0 && !shard && keys?.size !== 0) throw new WrongUse('noTests');
  return { cases, problems };
}

async function readOne(root: string, file: string) {
  try {
    const bytes = await readFile(path.resolve(root, file));
    return await readTestFile(file, bytes, (named) => readNamedFile(root, file, named));
  } catch (error) {
    const detail = (error as { readonly code?: string }).code ?? '';
    const problem: Problem = {
      key: 'fileUnreadable',
      params: { detail },
      start: 0,
      end: 0,
      line: 1,
      column: 1,
    };
    return { problems: [problem] };
  }
}

/** The cases that did not pass in the results of an earlier run. */
async function failedKeys(root: string, file: string): Promise<ReadonlySet<string>> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path.resolve(root, file), 'utf8'));
  } catch {
    throw new WrongUse('resultsUnreadable', { path: file });
  }
  const tests: unknown = isObject(value) ? value['tests'] : undefined;
  // Other files, such as a test file, have tests without verdicts: none would run, and the run would pass.
  if (!Array.isArray(tests) || !tests.every(isResult))
    throw new WrongUse('resultsUnreadable', { path: file });
  const failed = tests.filter(({ verdict }) => verdict === 'failed' || verdict === 'error');
  return new Set(
    failed.map(({ file: testFile, name, row, target }) =>
      caseKey({
        file: String(testFile),
        name: String(name),
        ...(typeof row === 'number' && { row }),
        ...(typeof target === 'string' && { target }),
      }),
    ),
  );
}

function isResult(test: unknown): test is JsonObject {
  return isObject(test) && typeof test['verdict'] === 'string';
}
