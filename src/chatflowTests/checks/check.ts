import type { CheckKey } from '../words/checks.en';
import type { Seen } from './seen';

/** Why a check fails. The words table has the text of each key. */
export interface CheckFailure {
  readonly key: CheckKey;
  readonly params?: Readonly<Record<string, string>>;
  /** The two texts of a comparison, for a diff. */
  readonly expected?: string;
  readonly actual?: string;
}

/** A check of one kind: `undefined` if it passes. */
export type Check<V> = (value: V, seen: Seen) => CheckFailure | undefined;
