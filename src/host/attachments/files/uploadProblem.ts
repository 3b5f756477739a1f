/** Why a file is not uploaded. The texts are in `uploadTexts.ts`. */
export type UploadProblem =
  | {
      readonly reason:
        | 'missing'
        | 'notAFile'
        | 'unreadable'
        | 'empty'
        | 'changed'
        | 'removed'
        | 'noWorkflow'
        | 'notLoaded'
        | 'unwritten'
        | 'virtualTooLarge'
        | 'otherService'
        | 'expired';
    }
  | { readonly reason: 'tooLarge'; readonly megabytes: number }
  | { readonly reason: 'typeNotListed' | 'otherContent'; readonly ending: string };

/** A file that cannot be uploaded. */
export class FileError extends Error {
  override readonly name = 'FileError';

  constructor(readonly problem: UploadProblem) {
    super(problem.reason);
  }
}
