import { Emitter } from '../../shared/emitter';
import { errorCode } from './fileSystem';

/** What the disk refuses at the moment, each by what was tried: a conversation's id, or a word for what the store does. */
export class Troubles {
  private readonly change = new Emitter<string | undefined>();
  private readonly codes = new Map<string, string>();

  /** The disk refuses (`ENOSPC`, `EACCES`, …: the system's word), or takes everything again (`undefined`). */
  readonly onDidChange = this.change.event;

  /** The system's word for the oldest that is still there. */
  get current(): string | undefined {
    return this.codes.values().next().value;
  }

  /** It failed with this code, or went well. */
  note(what: string, code: string | undefined): void {
    const before = this.current;
    if (code === undefined) this.codes.delete(what);
    else this.codes.set(what, code);
    if (this.current !== before) this.change.fire(this.current);
  }

  /** Does it, or notes why it cannot be done. Never rejects. */
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
