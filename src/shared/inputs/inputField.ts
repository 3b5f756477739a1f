import type { FileKind } from './fileKinds';

export type InputType =
  'string' | 'integer' | 'number' | 'boolean' | 'time' | 'object' | 'array' | 'file' | 'unknown';

/** Inputs of every chatflow, which the chat fills. */
export const reservedInputs: readonly string[] = ['USER_INPUT', 'CONVERSATION_NAME'];

/** A parameter of a workflow, as a field of the form "Workflow inputs". All texts are foreign. */
export interface InputField {
  /** The name on the wire, unchanged. Shown through `plainName`. Empty for the items of an array. */
  readonly name: string;
  readonly type: InputType;
  /** Coze's name of the type, such as `image`; one line without control characters. */
  readonly typeName: string;
  /** Present if `type` is `file`. */
  readonly fileKind?: FileKind;
  readonly isRequired: boolean;
  /** One line without control characters. */
  readonly description?: string;
  /** Initial text of the field. It is sent unless the user changes it. */
  readonly defaultText?: string;
  /** The items of an array; absent if they are of any type. */
  readonly items?: InputField;
  /** The members of an object, at least one; absent if they are of any name and type. */
  readonly fields?: readonly InputField[];
}

/**
 * Texts of fields by the name of the field, as they were typed. The text of an object, an array or a field of unknown
 * type is JSON; that of a file is a URL, `{"$upload":"ID"}` or `{"file_id":"ID"}`. A field without an entry has its
 * default. Names are foreign: read with {@link textOf}, never with `texts[name]`.
 */
export type InputTexts = Readonly<Record<string, string>>;

/** The inputs of a workflow as they were typed. `json` is the text of all of them, while they are edited as JSON. */
export interface InputsDraft {
  readonly values: InputTexts;
  readonly json?: string;
}

/** The text of a field: the typed one, otherwise the default, otherwise empty. */
export function textOf(field: InputField, texts: InputTexts): string {
  return (Object.hasOwn(texts, field.name) ? texts[field.name] : field.defaultText) ?? '';
}
