/** A field of a form. `type` is Coze's name. */
export interface InputField {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean';
  readonly required: boolean;
}
