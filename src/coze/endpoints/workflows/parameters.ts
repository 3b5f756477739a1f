import * as v from 'valibot';
import type { WorkflowParameter } from '../../../shared/inputs/inputFields';
import { inputText } from '../../../shared/inputs/inputText';
import { isObject } from '../../../shared/json/json';
import { fields, flag, read, text, type Schema } from '../../../shared/schema';
import { description } from '../foreignFields';

/** Deepest nesting of objects and arrays that is read. */
const maxDepth = 12;
const maxType = 50;

/** A text; a number or a boolean as the text that its field has. */
const defaultText = v.pipe(
  v.union([text, v.number(), flag]),
  v.transform((value) => inputText(value)),
);

type Unnamed = Omit<WorkflowParameter, 'name'>;

/** A parameter whose members are nested at most `depth` levels. Deeper ones are left out. */
function parameterOf(depth: number): Schema<Unnamed> {
  const inner: Schema<Unnamed> = depth === 0 ? v.never() : parameterOf(depth - 1);
  return v.pipe(
    fields(
      {},
      {
        type: v.pipe(text, v.maxLength(maxType)),
        required: flag,
        description,
        default_value: defaultText,
        items: inner,
        properties: namedList(inner),
      },
    ),
    v.transform(
      ({ type = 'string', required = false, default_value: defaultValue, items, ...rest }): Unnamed => ({
        ...rest,
        type,
        isRequired: required,
        ...(defaultValue && { defaultValue }),
        ...(items && { items: { name: '', ...items } }),
      }),
    ),
  );
}

/** An object of parameters by name, in its order. */
function namedList(parameter: Schema<Unnamed>): Schema<readonly WorkflowParameter[]> {
  return v.pipe(
    v.custom<object>(isObject),
    v.transform((value) =>
      Object.entries(value).flatMap(([name, entry]) => {
        const known = read(parameter, entry);
        return known ? { name, ...known } : [];
      }),
    ),
  );
}

/** The inputs of a workflow (docs/coze-protocol.md, 6.2). */
export const parameters = namedList(parameterOf(maxDepth));
