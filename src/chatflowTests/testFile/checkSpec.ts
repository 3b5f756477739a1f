import type { JsonObject } from '../../shared/json/json';
import type { Place } from './problem';

export type OneOrMany = string | readonly string[];

export interface Range {
  readonly below?: number | string;
  readonly above?: number | string;
  readonly equals?: number | string;
}

export interface TextCheck {
  readonly equals?: string;
  readonly contains?: OneOrMany;
  readonly containsAny?: OneOrMany;
  readonly notContains?: OneOrMany;
  readonly startsWith?: string;
  readonly endsWith?: string;
  readonly matches?: string;
  readonly notMatches?: string;
  readonly length?: Range;
  readonly ignoreCase?: boolean;
  readonly exact?: boolean;
  readonly fold?: 'width';
}

interface Names {
  readonly includes?: OneOrMany;
  readonly count?: Range;
}

export interface JsonCheck {
  readonly path: string;
  readonly equals?: unknown;
  readonly contains?: unknown;
  readonly matches?: string;
  readonly exists?: boolean;
  readonly count?: Range;
}

/** How a run ended, as test files and results spell it. */
export type OutcomeName = 'completed' | 'waiting' | 'failed' | 'stopped' | 'cut_off';

/** The value of each check in a test file (testFile/checkSchemas.ts). */
export interface CheckValues {
  readonly outcome: OutcomeName;
  readonly noError: boolean;
  readonly error: { readonly code?: string | number; readonly message?: TextCheck };
  readonly text: TextCheck;
  readonly asks: TextCheck;
  readonly repeatsQuestion: boolean;
  readonly options: Names & { readonly equals?: readonly string[] };
  readonly fields: Names;
  readonly json: JsonCheck;
  /** The schema itself: files are read before the run. */
  readonly schema: JsonObject;
  readonly similar: { readonly to: string; readonly atLeast: number; readonly by?: 'bigram' | 'levenshtein' };
  readonly firstToken: Range;
  readonly duration: Range;
  readonly tokens: Range;
  readonly followUps: Names;
  readonly tools: Names;
  readonly answers: readonly { readonly index: number; readonly text: TextCheck }[];
}

export type CheckName = keyof CheckValues;

/** One item of `expect`. */
export type CheckSpec = {
  readonly [K in CheckName]: Place & { readonly name: K; readonly value: CheckValues[K] };
}[CheckName];
