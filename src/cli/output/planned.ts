import { worstCaseCalls } from '../../chatflowTests/plan/plan';
import type { TestCase } from '../../chatflowTests/plan/testCase';
import type { CaseResult } from '../../chatflowTests/run/results';
import type { Language } from '../../shared/text/language';
import { isDemo, type Workflow } from '../../shared/workflow';
import type { Targets } from '../setup/targets';
import { counted, say } from '../words/words';

/** A case that calls a service. */
export interface LiveCase {
  readonly one: TestCase;
  readonly workflow: Workflow;
}

/** The cases that call a service. Those of the demo and those that are skipped do not. */
export function liveCases(cases: readonly TestCase[], targets: Targets): readonly LiveCase[] {
  return cases.flatMap((one) => {
    const workflow = targets.knownWorkflowOf(one);
    return workflow && !isDemo(workflow) && one.test.skip === undefined ? [{ one, workflow }] : [];
  });
}

/** How many tests will run, and how many calls they can make. */
export function plannedText(
  cases: readonly TestCase[],
  live: readonly LiveCase[],
  language: Language,
): string {
  const tests = counted(language, 'tests', cases.length);
  if (live.length === 0) return say(language, 'plannedFree', { tests });
  const calls = worstCaseCalls(live.map(({ one }) => one));
  return say(language, 'planned', { tests, calls: counted(language, 'calls', calls) });
}

/**
 * How many calls to a service were made. Those to the demo are none.
 *
 * @param results one for each case, in the same order.
 */
export function spentText(
  cases: readonly TestCase[],
  results: readonly CaseResult[],
  live: readonly LiveCase[],
  language: Language,
): string {
  const billed = new Set<TestCase | undefined>(live.map(({ one }) => one));
  const calls = results.reduce(
    (sum, result, index) => sum + (billed.has(cases[index]) ? result.calls : 0),
    0,
  );
  return say(language, 'spent', { calls: counted(language, 'calls', calls) });
}
