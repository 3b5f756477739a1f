import type { JsonObject } from '../../shared/json/json';
import type { CheckSpec } from './checkSpec';
import type { Place } from './problem';

/** A test file that was read without a mistake. */
export interface TestFile {
  /** Path with forward slashes, relative to the folder of the tests. Names the file in every output. */
  readonly path: string;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly budget: { readonly calls?: number; readonly tokens?: number };
  readonly tests: readonly TestSpec[];
}

export type Variable =
  | { readonly value: string | number | boolean }
  | { readonly env: string; readonly isSecret: boolean; readonly fallback?: string };

/** What a test calls. Either a profile or a workflow ID. */
export interface TargetSpec extends Place {
  readonly profile?: string;
  readonly workflowId?: string;
  readonly appId?: string;
  readonly botId?: string;
  /** Absent: the version of the profile, or the published one. */
  readonly versions?: readonly string[];
}

export interface TestSpec extends Place {
  readonly name: string;
  readonly tags: readonly string[];
  /** The reason, or an empty text; absent for a test that is not skipped. */
  readonly skip?: string;
  readonly isOnly: boolean;
  readonly target?: TargetSpec;
  readonly parameters: JsonObject;
  /** `fresh`, `keep` or the ID of a conversation of the service. */
  readonly conversation: string;
  /** Absent for a test without data. */
  readonly rows?: readonly JsonObject[];
  readonly repeat: number;
  readonly pass: number;
  readonly turns: readonly TurnSpec[];
  /** Files that the parameters name. */
  readonly parameterFiles: readonly NamedFile[];
}

/** A public URL, or the path of a file that is uploaded: relative to the test file, with variables. */
export interface NamedFile extends Place {
  readonly name: string;
}

export type TurnAction =
  | { readonly type: 'user' | 'answer' | 'choose'; readonly text: string }
  | { readonly type: 'form'; readonly values: JsonObject };

export interface TurnSpec extends Place {
  readonly action: TurnAction;
  readonly files: readonly NamedFile[];
  readonly checks: readonly CheckSpec[];
  readonly save: ReadonlyMap<string, Pick>;
  readonly goesOn: boolean;
  readonly timeoutMs: number;
}

/** How a value of the answer is found. */
export type Pick = Place &
  ({ readonly json: string } | { readonly regex: string; readonly group: number | undefined });
