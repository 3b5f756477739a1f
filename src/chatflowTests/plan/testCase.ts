import type { JsonObject } from '../../shared/json/json';
import type { TargetSpec, TestFile, TestSpec } from '../testFile/testFile';

/** One test with one row of its data, against one version of its target. It runs `test.repeat` times. */
export interface TestCase {
  /** Unique within the plan. */
  readonly id: string;
  readonly file: TestFile;
  readonly test: TestSpec;
  /** Number of the row from 1, and its values. */
  readonly row?: { readonly number: number; readonly values: JsonObject };
  readonly target: CaseTarget;
  /** Cases of one lane use one conversation: they run one after the other, in order. */
  readonly lane: string;
}

export interface CaseTarget {
  readonly spec: TargetSpec;
  /** Absent: the version of the profile, or the published one. */
  readonly version?: string;
  /** Such as `customer-service` or `customer-service@v0.0.5`. */
  readonly label: string;
}
