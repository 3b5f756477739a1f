import type { InputField, InputTexts } from './inputField';

/** A difference between the inputs that were known and those of now. */
export interface InputChange {
  readonly kind: 'added' | 'removed' | 'typeChanged' | 'nowRequired';
  /** Names from the parameter to the member, such as `order.items.sku`. */
  readonly path: string;
  /** Coze's names of the types; both are present if `kind` is `typeChanged`. */
  readonly before?: string;
  readonly after?: string;
}

/** What is known about the inputs of the active workflow. */
export interface WorkflowInputs {
  /** Key of the workflow. */
  readonly workflow: string;
  /** `unknown`: not asked yet. */
  readonly state: 'unknown' | 'loading' | 'ready' | 'failed';
  /** Without `USER_INPUT` and `CONVERSATION_NAME`, which the chat fills. */
  readonly fields: readonly InputField[];
  /** Parameters and members beyond the limits, which have no field. They can be sent as JSON. */
  readonly omitted?: number;
  /** Texts of the fields as they were kept. */
  readonly values: InputTexts;
  /** The text of all inputs, if they were being edited as JSON. */
  readonly json?: string;
  /** Why they are not known, and the remedy. */
  readonly problem?: string;
  /** What changed since the inputs were last shown. */
  readonly changes?: readonly InputChange[];
  /** Path of the field that the service refused, such as `order.sku`, and what the service wrote. */
  readonly refusedField?: string;
  readonly refusedReason?: string;
}
