import { isKnownType } from '../../../shared/inputs/inputFields';
import { isObject } from '../../../shared/json/json';
import { readInputs } from '../../entries/entryInputs';
import type { EntryPath } from '../../entries/entryProblem';

/** The paths of the types in the field `inputs` that the form does not know: these inputs are edited as JSON. */
export function unknownTypes(inputs: unknown): readonly EntryPath[] {
  return readInputs(inputs).length > 0 ? unknownInMembers(inputs, ['inputs']) : [];
}

function unknownInMembers(members: unknown, path: EntryPath): readonly EntryPath[] {
  if (!isObject(members)) return [];
  return Object.entries(members).flatMap(([name, input]) => unknownIn(input, [...path, name]));
}

function unknownIn(input: unknown, path: EntryPath): readonly EntryPath[] {
  if (typeof input === 'string') return isKnownType(input) ? [] : [path];
  if (!isObject(input)) return [];
  return [
    ...unknownIn(input['type'], [...path, 'type']),
    ...unknownIn(input['items'], [...path, 'items']),
    ...unknownInMembers(input['properties'], [...path, 'properties']),
  ];
}
