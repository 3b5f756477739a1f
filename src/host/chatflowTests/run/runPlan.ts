import { l10n } from 'vscode';
import { worstCaseCalls } from '../../../chatflowTests/plan/plan';
import { locatedAt } from '../../../chatflowTests/testFile/read/located';
import { Lines } from '../../../chatflowTests/testFile/problem';
import { parseLocated } from '../../../chatflowTests/testFile/readTestFile';
import { problemText } from '../../../chatflowTests/words/words';
import { displayLanguage } from '../../environment';
import type { PlannedCase } from './testConsent';
import type { FoundFile } from '../testFiles';
import type { Leaf } from '../testTree';
import { workflowOfCase, type WorkflowSource } from './testWorkflows';

export interface PlannedLeaf extends Leaf, PlannedCase {}

/** A test that cannot be run, and why. Lines count from 1. */
export interface RefusedLeaf {
  readonly leaf: Leaf;
  readonly text: string;
  readonly line: number;
}

export interface RunPlan {
  readonly planned: readonly PlannedLeaf[];
  readonly refused: readonly RefusedLeaf[];
}

/** The tests with the workflows that they call. Those without a workflow, and those beyond the budget of their file, are refused. */
export function planOf(leaves: readonly Leaf[], source: WorkflowSource): RunPlan {
  const refused: RefusedLeaf[] = [];
  const byFile = new Map<FoundFile, PlannedLeaf[]>();
  for (const leaf of leaves) {
    const workflow = workflowOfCase(leaf.one, source);
    if ('params' in workflow) {
      refused.push({ leaf, text: problemText(workflow, displayLanguage()), line: workflow.line });
      continue;
    }
    byFile.set(leaf.file, [...(byFile.get(leaf.file) ?? []), { ...leaf, workflow }]);
  }
  const planned: PlannedLeaf[] = [];
  for (const [file, ofFile] of byFile) {
    const calls = worstCaseCalls(ofFile.map(({ one }) => one));
    const limit = ofFile[0]?.one.file.budget.calls ?? Infinity;
    if (calls <= limit) {
      planned.push(...ofFile);
      continue;
    }
    const text = l10n.t(
      'Not run: the tests could make {calls} calls, more than the budget of {limit} in the file. Run fewer tests, or raise “budget”.',
      { calls, limit },
    );
    const line = lineOfBudget(file);
    refused.push(...ofFile.map((leaf) => ({ leaf, text, line })));
  }
  return { planned, refused };
}

function lineOfBudget({ path, text }: FoundFile): number {
  const parsed = parseLocated(path, text);
  const node = 'root' in parsed ? locatedAt(parsed.root, ['budget', 'calls']) : undefined;
  return new Lines(text).at(node?.start ?? 0).line;
}
