import { posix } from 'node:path';
import type { TestCase } from '../../chatflowTests/plan/testCase';
import type { Problem } from '../../chatflowTests/testFile/problem';
import type { FileClient } from '../../coze/cozeApi';
import { filesToUpload } from '../../chatflowTests/plan/uploads';
import { UnusableFile, type UploadFile } from '../../chatflowTests/run/uploads';
import { attachmentOf, parameterOf } from './encoding';
import { kindOf, mimeOf } from './files/fileTypes';
import { checkFile, readFile, type LocalFile } from './files/localFile';
import { limitsOf } from './files/uploadLimits';
import { FileError } from './files/uploadProblem';
import type { Workflow } from '../../shared/workflow';
import { pathInside } from './files/pathInside';

/** Uploads files of the folder `root` to the services of the cases, for chatflow tests. */
export function uploaderOf(
  root: string,
  calledBy: (one: TestCase) => { readonly client: FileClient; readonly workflow: Workflow },
): UploadFile {
  return async (one, path, signal) => {
    const { client, workflow } = calledBy(one);
    const name = posix.basename(path);
    const file = await checked(root, path, workflow);
    const source = { name, mime: mimeOf(name), size: file.size, bytes: readFile(file) };
    const remote = await client
      .uploadFile(workflow, source, () => undefined, signal)
      .catch((error: unknown) => {
        throw error instanceof FileError ? unusable(error, path) : error;
      });
    const ready = { ...remote, name, kind: kindOf(name), size: file.size };
    return { attachment: attachmentOf(ready, workflow), parameter: parameterOf(ready, workflow) };
  };
}

interface UploadProblem {
  /** Path of the test file. */
  readonly file: string;
  readonly problem: Problem;
}

/** The files of the cases that cannot be uploaded, each once. Nothing is sent. */
export async function uploadProblems(
  root: string,
  cases: readonly TestCase[],
  workflowOf: (one: TestCase) => Workflow | undefined,
): Promise<readonly UploadProblem[]> {
  const problems = new Map<string, UploadProblem>();
  for (const one of cases) {
    const workflow = workflowOf(one);
    if (!workflow) continue;
    for (const { path, line, column } of filesToUpload(one)) {
      const key = `${one.file.path}:${String(line)}:${String(column)}:${path}`;
      if (problems.has(key)) continue;
      const error = await checked(root, path, workflow).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (!(error instanceof UnusableFile)) continue;
      const place = { line, column, start: 0, end: 0 };
      problems.set(key, { file: one.file.path, problem: { key: error.key, params: error.params, ...place } });
    }
  }
  return [...problems.values()];
}

/** Throws {@link UnusableFile}. */
async function checked(root: string, path: string, workflow: Workflow): Promise<LocalFile> {
  try {
    return await checkFile(await pathInside(root, path), posix.basename(path), limitsOf(workflow));
  } catch (error) {
    throw unusable(error, path);
  }
}

function unusable(error: unknown, name: string): UnusableFile {
  if (!(error instanceof FileError)) {
    const isOutside = error instanceof Error && error.message === 'outside';
    return new UnusableFile(isOutside ? 'namedFileOutside' : 'namedFileUnreadable', { name });
  }
  const { problem } = error;
  switch (problem.reason) {
    case 'empty':
      return new UnusableFile('uploadEmpty', { name });
    case 'tooLarge':
      return new UnusableFile('uploadTooLarge', { name, limit: String(problem.megabytes) });
    case 'typeNotListed':
      return new UnusableFile('uploadType', { name });
    case 'otherContent':
      return new UnusableFile('uploadContent', { name });
    case 'changed':
    case 'removed':
      return new UnusableFile('uploadChanged', { name });
    default:
      return new UnusableFile('namedFileUnreadable', { name });
  }
}
