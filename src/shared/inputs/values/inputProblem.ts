/** Why a text is not a value of its field. */
export type InputProblemKind =
  | 'missing'
  | 'notInteger'
  | 'notNumber'
  | 'notBoolean'
  | 'notTime'
  | 'notText'
  | 'notFile'
  /** Only the message box sends files that were attached to the form. */
  | 'fileInForm'
  | 'notJson'
  | 'notObject'
  | 'notArray'
  | 'tooLarge'
  | 'tooDeep';

/** Names of members and indexes of items. */
export type InputPath = readonly (string | number)[];

export interface InputProblem {
  readonly kind: InputProblemKind;
  /** From the field to the value that is wrong. Empty if it is the field itself. */
  readonly path: InputPath;
}

/** The path as Coze writes it, such as `order.items.0.sku`. */
export function pathText(path: InputPath): string {
  return path.join('.');
}
