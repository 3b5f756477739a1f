import { Emitter } from '../../../shared/emitter';
import { errorCode } from './fileSystem';

/** The current disk errors, each by the operation that failed: the id of a conversation, or a name. */
export class DiskErrors {
  private readonly change = new Emitter<string | undefined>();
  private readonly codes = new Map<string, string>();

  /** Fires with the errno of the oldest error (`ENOSPC`, `EACCES`, …), or `undefined` when no error is left. */
  readonly onDidChange = this.change.event;

  /** The errno of the oldest current error. */
  get current(): string | undefined {
    return this.codes.values().next().value;
  }

  /** Records that an operation failed with this errno, or succeeded (`undefined`). */
  note(what: string, code: string | undefined): void {
    const before = this.current;
    if (code === undefined) this.codes.delete(what);
    else this.codes.set(what, code);
    if (this.current !== before) this.change.fire(this.current);
  }

  /** Runs an operation and records its result. Never rejects. */
  async attempt(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.note(what, undefined);
    } catch (error) {
      this.note(what, errorCode(error));
    }
  }

  dispose(): void {
    this.change.dispose();
  }
}
