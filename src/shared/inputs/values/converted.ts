import type { InputProblem, InputProblemKind } from './inputProblem';

/** The value to send for a field: a value of JSON, or `undefined` if nothing is sent. Otherwise the problem. */
export type Converted = { readonly value: unknown } | { readonly problem: InputProblem };

export function converted(value: unknown): Converted {
  return { value };
}

export function wrong(kind: InputProblemKind): Converted {
  return { problem: { kind, path: [] } };
}

/** The result for a member or item, for the value that contains it. */
export function within(step: string | number, result: Converted): Converted {
  if (!('problem' in result)) return result;
  const { kind, path } = result.problem;
  return { problem: { kind, path: [step, ...path] } };
}
