import { isKnownType, type WorkflowParameter } from '../../../shared/inputs/inputFields';
import { readInputs } from '../entries/entryInputs';
import type { EntryPath } from '../entries/entryProblem';

/** The paths of declared inputs whose types the form does not know: they are edited as JSON. */
export function unknownTypes(inputs: unknown): readonly EntryPath[] {
  return readInputs(inputs).flatMap((input) => unknownIn(input, ['inputs', input.name]));
}

function unknownIn({ type, items, properties = [] }: WorkflowParameter, path: EntryPath): readonly EntryPath[] {
  return [
    ...(isKnownType(type) ? [] : [path]),
    ...(items ? unknownIn(items, [...path, 'items']) : []),
    ...properties.flatMap((member) => unknownIn(member, [...path, 'properties', member.name])),
  ];
}
