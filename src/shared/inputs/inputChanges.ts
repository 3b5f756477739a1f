import type { InputField } from './inputField';
import type { InputChange } from './workflowInputs';

/** Most differences that are listed. */
const mostChanges = 20;

/** The differences between the inputs that were known before and those of now. */
export function inputChanges(
  before: readonly InputField[],
  after: readonly InputField[],
): readonly InputChange[] {
  return changesOf(before, after, []).slice(0, mostChanges);
}

type Path = readonly string[];

function changesOf(
  before: readonly InputField[],
  after: readonly InputField[],
  path: Path,
): readonly InputChange[] {
  const earlier = byName(before);
  const later = byName(after);
  const added = after
    .filter(({ name }) => !earlier.has(name))
    .map((field) => change('added', [...path, field.name], { after: fullType(field) }));
  const removed = before
    .filter(({ name }) => !later.has(name))
    .map((field) => change('removed', [...path, field.name], { before: fullType(field) }));
  const changed = before.flatMap((field) => {
    const now = later.get(field.name);
    return now ? changesOfField(field, now, [...path, field.name]) : [];
  });
  return [...added, ...removed, ...changed];
}

function changesOfField(before: InputField, after: InputField, path: Path): readonly InputChange[] {
  const types = { before: fullType(before), after: fullType(after) };
  return [
    ...(types.before === types.after ? [] : [change('typeChanged', path, types)]),
    ...(after.isRequired && !before.isRequired ? [change('nowRequired', path, {})] : []),
    ...(types.before === types.after ? changesOf(membersOf(before), membersOf(after), path) : []),
  ];
}

function change(
  kind: InputChange['kind'],
  path: Path,
  types: Pick<InputChange, 'before' | 'after'>,
): InputChange {
  return { kind, path: path.join('.'), ...types };
}

/** Coze's name of the type, with that of the items. */
function fullType({ type, typeName, items }: InputField): string {
  return type === 'array' && items && !typeName.includes('<') ? `${typeName}<${fullType(items)}>` : typeName;
}

/** The members of an object, or of the items of an array. */
function membersOf({ fields, items }: InputField): readonly InputField[] {
  return fields ?? (items ? membersOf(items) : []);
}

function byName(fields: readonly InputField[]): ReadonlyMap<string, InputField> {
  return new Map(fields.map((field) => [field.name, field]));
}
