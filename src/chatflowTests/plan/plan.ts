import type { TestFile, TestSpec } from '../testFile/testFile';
import { worstCaseUploads } from './uploads';
import type { TestCase, CaseTarget } from './testCase';

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
