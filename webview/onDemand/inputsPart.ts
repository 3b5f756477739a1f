import type { TemplateResult } from 'lit-html';
import type { CardField } from '../../src/shared/conversation/content';
import type { FieldAnswer } from '../../src/shared/inputs/answerFields';
import type { JsonObject } from '../../src/shared/json/json';
import type { ViewServices } from '../state/viewServices';

/** The form of the workflow's inputs above the composer. */
export interface WorkflowForm {
  template(): unknown;
  /**
   * The values for a message; `undefined` if the inputs are not known. If one is wrong, the form opens, shows why and
   * takes the focus.
   */
  parameters(): JsonObject | 'wrong' | undefined;
}

/** The fields of an input node. */
export interface QuestionForm {
  template(): TemplateResult;
  /** The answer; `undefined` if a field is wrong, which is then shown and focused. */
  answer(): FieldAnswer | undefined;
}

/** What the part "inputs" provides. */
export interface InputsPart {
  readonly workflowForm: (view: ViewServices, send: () => void) => WorkflowForm;
  readonly answerForm: (view: ViewServices, runId: string, fields: readonly CardField[]) => QuestionForm;
}
