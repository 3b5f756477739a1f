import { explainError } from '../../coze/errors/cozeError';
import type { MediaItem } from '../../shared/conversation/content';
import type { ErrorInfo } from '../../shared/errorInfo';
import { pathOfFile, uploadKey } from '../plan/uploads';
import type { TestCase } from '../plan/testCase';
import type { ProblemKey } from '../words/problems.en';
import type { Stop } from './budget';

/** A file that the service has, as a request names it. */
export interface ServiceFile {
  readonly attachment: MediaItem;
  /** The value of a parameter. */
  readonly parameter: string;
}

/** A file is not uploaded because of what it is. */
export class UnusableFile extends Error {
  constructor(
    readonly key: ProblemKey,
    readonly params: Readonly<Record<string, string>>,
  ) {
    super(key);
  }
}

/**
 * Uploads a file for a case with one request. `path` is relative to the folder of the tests. Throws {@link UnusableFile} or
 * `CozeError`, or the reason of `signal`.
 */
export type UploadFile = (one: TestCase, path: string, signal: AbortSignal) => Promise<ServiceFile>;

/** Why a file is not at the service. */
export type NoFile =
  | { readonly stop: Stop }
  | { readonly problem: Pick<UnusableFile, 'key' | 'params'> }
  | { readonly error: ErrorInfo };

/** The uploads of a run. A file is uploaded once for each profile; what failed is not tried again. */
export class Uploads {
  private readonly kept = new Map<string, Promise<ServiceFile | NoFile>>();

  constructor(
    private readonly upload: UploadFile,
    private readonly signal: AbortSignal,
  ) {}

  /** The file with this name. `permit` is asked before a request. */
  async file(
    one: TestCase,
    name: string,
    permit: () => Promise<Stop | undefined>,
  ): Promise<ServiceFile | NoFile> {
    const path = pathOfFile(one, name);
    const key = uploadKey(one, path);
    const working = this.kept.get(key) ?? this.send(one, path, permit);
    this.kept.set(key, working);
    const result = await working;
    // The budget of another test file may allow the request.
    if ('stop' in result && this.kept.get(key) === working) this.kept.delete(key);
    return result;
  }

  private async send(
    one: TestCase,
    path: string,
    permit: () => Promise<Stop | undefined>,
  ): Promise<ServiceFile | NoFile> {
    const stop = await permit();
    if (stop) return { stop };
    try {
      return await this.upload(one, path, this.signal);
    } catch (error) {
      if (this.signal.aborted) return { stop: { key: 'interrupted', params: {} } };
      if (error instanceof UnusableFile) return { problem: { key: error.key, params: error.params } };
      return { error: explainError(error) };
    }
  }
}

/** Stands for an uploaded file in a replay. */
export function replayedFile(name: string): ServiceFile {
  return { attachment: { kind: 'file', fileId: '0', name }, parameter: JSON.stringify({ file_id: '0' }) };
}
