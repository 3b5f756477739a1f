import { text } from '../words/text';

const names: Readonly<Record<string, string>> = {
  string: text.typeString,
  integer: text.typeInteger,
  number: text.typeNumber,
  boolean: text.typeBoolean,
  object: text.typeObject,
  array: text.typeArray,
  file: text.typeFile,
  image: text.typeImage,
};

/** The name of a field type in the language of the view. Unknown types keep their own name. */
export function fieldTypeName(type: string): string {
  return Object.hasOwn(names, type) ? (names[type] ?? type) : type;
}
