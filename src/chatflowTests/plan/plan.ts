import type { JsonObject } from '../../shared/json/json';
import type { TargetSpec, TestFile, TestSpec } from '../testFile/testFile';
import { worstCaseUploads } from './uploads';

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

/** The cases of test files, in the order of the files. `repeat` replaces the number of the tests. */
export function casesOf(files: readonly TestFile[], repeat?: number): readonly TestCase[] {
  return files.flatMap((file) => {
    const lanes = new Map<string, string>();
    return file.tests.flatMap((test) =>
      targetsOf(test).flatMap((target) =>
        rowsOf(test).map((row) => {
          const id = JSON.stringify([file.path, test.name, row?.number ?? 0, target.label]);
          const lane = laneOf(test, target, id, lanes.get(target.label));
          lanes.set(target.label, lane);
          const repeated = repeat === undefined ? test : { ...test, repeat, pass: passOf(test, repeat) };
          return { id, file, test: repeated, target, lane, ...(row && { row }) };
        }),
      ),
    );
  });
}

/** Requests of the cases if every turn of every test runs, uploads included. Skipped tests make none. */
export function worstCaseCalls(cases: readonly TestCase[]): number {
  const running = cases.filter(({ test }) => test.skip === undefined);
  return running.reduce(
    (calls, { test }) => calls + test.turns.length * test.repeat,
    worstCaseUploads(running),
  );
}

/** A test that may fail sometimes may do so in the same proportion. */
function passOf(test: TestSpec, repeat: number): number {
  return Math.max(1, Math.ceil((test.pass / test.repeat) * repeat));
}

function targetsOf({ target }: TestSpec): readonly CaseTarget[] {
  if (!target) return [];
  const name = target.profile ?? target.workflowId ?? '';
  return target.versions
    ? target.versions.map((version) => ({ spec: target, version, label: `${name}@${version}` }))
    : [{ spec: target, label: name }];
}

function rowsOf({ rows }: TestSpec): readonly (TestCase['row'] | undefined)[] {
  return rows?.map((values, index) => ({ number: index + 1, values })) ?? [undefined];
}

function laneOf(test: TestSpec, target: CaseTarget, id: string, before: string | undefined): string {
  if (test.conversation === 'fresh') return id;
  if (test.conversation === 'keep') return before ?? id;
  return `${target.label} ${test.conversation}`;
}
