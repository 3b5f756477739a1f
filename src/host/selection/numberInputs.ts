import type { Workflow } from '../../shared/workflow';
import type { Services } from '../services';

/** Which inputs of a workflow are known to be numbers. The service is not asked. */
export async function numberInputs(
  workflow: Workflow,
  { inputs }: Pick<Services, 'inputs'>,
): Promise<(name: string) => boolean> {
  const known = await inputs.of(workflow);
  const numbers = known?.fields.filter(({ type }) => type === 'integer' || type === 'number') ?? [];
  return (name) => numbers.some((field) => field.name === name);
}
