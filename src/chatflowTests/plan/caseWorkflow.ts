import type { Workflow } from '../../shared/workflow';
import type { Problem } from '../testFile/problem';
import type { TargetSpec } from '../testFile/testFile';
import type { CaseTarget } from './testCase';

/** Where the workflows of tests come from. */
export interface KnownWorkflows {
  /** The profiles with this name; `demo` is the built-in demo. */
  readonly byName: (name: string) => readonly Workflow[];
  readonly byId: (spec: TargetSpec) => Workflow;
  /** All names, for the message about an unknown one. */
  readonly names: () => readonly string[];
}

/** The workflow that a case calls, in its version, or why there is none. */
export function caseWorkflow(
  { spec, version }: CaseTarget,
  { byName, byId, names }: KnownWorkflows,
): Workflow | Problem {
  const { profile, line, column } = spec;
  const [workflow, another] = profile === undefined ? [byId(spec)] : byName(profile);
  const place = { start: 0, end: 0, line, column };
  if (!workflow)
    return {
      key: 'profileUnknown',
      params: { name: profile ?? '', known: names().join(', ') },
      ...place,
    };
  if (another) return { key: 'profileAmbiguous', params: { name: profile ?? '' }, ...place };
  if (version === undefined) return workflow;
  const { workflowVersion, ...published } = workflow;
  return version === 'published' ? published : { ...published, workflowVersion: version };
}
