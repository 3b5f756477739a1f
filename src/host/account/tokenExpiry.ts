import type { Memento } from 'vscode';
import { isoDate } from './expiryDate';

const key = 'coze.tokenExpiry';
const dayMs = 86_400_000;
/** How long before the end the first reminder is due. */
const noticeMs = 3 * dayMs;

interface Entry {
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** The local date of the last reminder. */
  readonly remindedOn?: string;
}

/** When the tokens expire, as far as the user has entered it, by origin. Contains no token. */
export class TokenExpiry {
  /** @param memento of the user, not of the workspace. */
  constructor(private readonly memento: Memento) {}

  /** The end of the token's validity in milliseconds since the epoch; `undefined` if it is not known. */
  of(origin: string): number | undefined {
    return this.read()[origin]?.expiresAt;
  }

  async set(origin: string, expiresAt: number): Promise<void> {
    await this.memento.update(key, { ...this.read(), [origin]: { expiresAt } });
  }

  /** Called when the token is replaced or deleted. */
  async forget(origin: string): Promise<void> {
    const { [origin]: forgotten, ...rest } = this.read();
    if (forgotten) await this.memento.update(key, rest);
  }

  /** The origins whose token has expired or will within three days, unless a reminder was shown today. */
  due(now: number): readonly string[] {
    const today = isoDate(now);
    return Object.entries(this.read())
      .filter(([, { expiresAt, remindedOn }]) => now >= expiresAt - noticeMs && remindedOn !== today)
      .map(([origin]) => origin);
  }

  /** Records that the reminder was shown. */
  async reminded(origin: string, now: number): Promise<void> {
    const entries = this.read();
    const entry = entries[origin];
    if (!entry) return;
    await this.memento.update(key, { ...entries, [origin]: { ...entry, remindedOn: isoDate(now) } });
  }

  private read(): Readonly<Record<string, Entry>> {
    return this.memento.get<Readonly<Record<string, Entry>>>(key, {});
  }
}
