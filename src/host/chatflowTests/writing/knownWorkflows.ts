import type { KnownWorkflows } from '../../../chatflowTests/editor/liveMistakes';
import { locatedAt, type Located } from '../../../chatflowTests/testFile/read/located';
import { reservedInputs, type InputField } from '../../../shared/inputs/inputField';
import type { Workflow } from '../../../shared/workflow';
import type { Services } from '../../services';

export interface LiveServices {
  readonly catalog: Pick<Services['catalog'], 'configured' | 'onDidChange'>;
  readonly inputs: Pick<Services['inputs'], 'of' | 'onDidChange'>;
}

/** The workflow of a profile; `undefined` for the demo and for a name that no entry or several entries have. */
export function workflowNamed(
  name: unknown,
  { catalog }: Pick<LiveServices, 'catalog'>,
): Workflow | undefined {
  const [first, ...others] = catalog.configured.filter(({ workflow }) => workflow.name === name);
  return others.length === 0 ? first?.workflow : undefined;
}

/** The inputs of a workflow as far as they are known. Nothing is requested. */
export async function knownFields(
  workflow: Workflow | undefined,
  { inputs }: Pick<LiveServices, 'inputs'>,
): Promise<readonly InputField[] | undefined> {
  const known = workflow && (await inputs.of(workflow));
  return known?.state === 'ready' ? known.fields : undefined;
}

/** The name of the profile that the test at an index calls. */
export function profileOf(root: Located, test: number | undefined): unknown {
  const own = test === undefined ? undefined : locatedAt(root, ['tests', test, 'target']);
  const target = own ?? locatedAt(root, ['target']);
  return target && locatedAt(target, ['profile'])?.value;
}

/** What this window knows about the profiles that a file names. */
export async function knownWorkflows(root: Located, services: LiveServices): Promise<KnownWorkflows> {
  const tests = locatedAt(root, ['tests'])?.items ?? [];
  const named = new Set([undefined, ...tests.keys()].map((test) => profileOf(root, test)));
  const known = new Map<unknown, readonly string[]>();
  for (const name of named) {
    const workflow = workflowNamed(name, services);
    const inputs = workflow && (await services.inputs.of(workflow));
    if (!inputs || inputs.state !== 'ready' || (inputs.omitted ?? 0) > 0) continue;
    const fields = inputs.fields.map((field) => field.name);
    // A test can name the inputs that the chat fills.
    known.set(name, [...fields, ...reservedInputs, ...Object.keys(workflow.parameters ?? {})]);
  }
  const profiles = [...services.catalog.configured.map(({ workflow }) => workflow.name), 'demo'];
  return { profiles, inputsOf: (profile) => known.get(profile) };
}
