import type { Workflow } from '../../shared/workflow';

/** Which inputs of a workflow are known to be numbers: those that its entry configures with a number. */
export function numberInputs({ parameters = {} }: Workflow): (name: string) => boolean {
  return (name) => Object.hasOwn(parameters, name) && typeof parameters[name] === 'number';
}
