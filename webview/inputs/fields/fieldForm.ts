import type { InputField, InputTexts } from '../../../src/shared/inputs/inputField';
import { inputJson } from '../../../src/shared/inputs/values/inputJson';
import type { InputPath } from '../../../src/shared/inputs/values/inputProblem';
import type { UploadState } from '../../../src/shared/uploads';
import type { ViewServices } from '../../state/viewServices';

/** What a form of input fields shows besides their texts. Lost when the page is reloaded. */
export class FieldStates {
  /** IDs of fields that are edited as JSON. */
  readonly asJson = new Set<string>();
  /** IDs of fields whose problem is shown. */
  readonly checked = new Set<string>();
  /** Texts as they were typed, by ID, with the text of the value that was made of them. */
  readonly typed = new Map<string, { readonly text: string; readonly kept: string }>();
  private readonly parsed = new Map<string, unknown>();

  /** The value of a JSON text, kept because each member of an object asks for it. */
  valueOf(text: string): unknown {
    if (!this.parsed.has(text)) {
      if (this.parsed.size > 20) this.parsed.clear();
      this.parsed.set(text, inputJson(text));
    }
    return this.parsed.get(text);
  }

  /** Forgets what is known of the fields in a field, because they are others now. */
  forgetIn(id: string): void {
    for (const known of [this.asJson, this.checked, this.typed]) {
      for (const key of known.keys()) if (key.startsWith(`${id}-`)) known.delete(key);
    }
  }

  clear(): void {
    for (const known of [this.asJson, this.checked, this.typed]) known.clear();
  }
}

/** A form of input fields: the inputs of the workflow, or the answer to an input node. */
export interface FieldForm {
  readonly view: ViewServices;
  readonly states: FieldStates;
  /** Whether files must be uploaded before the form is sent. A message waits for its files. */
  readonly needsUploads: boolean;
  /** Whether texts have one line, because an answer has one line for each field. */
  readonly isOneLine: boolean;
  /** Precedes the JSON pointer of a field in the `field` of its uploads. */
  readonly uploadPrefix: string;
  /** Files that the fields may refer to. */
  readonly uploads: () => readonly UploadState[];
  readonly texts: () => InputTexts;
  readonly setText: (name: string, text: string) => void;
  /** Why the service has refused the value at a path. */
  readonly refusal: (path: InputPath) => string | undefined;
  /** Renders the form. */
  readonly refresh: () => void;
}

/** A field with its place in the form. */
export interface Cell {
  readonly form: FieldForm;
  readonly field: InputField;
  /** ID of its element on the page. */
  readonly id: string;
  readonly path: InputPath;
  /** The name on the page. */
  readonly label: string;
  /** The text as it was typed; empty if there is none. */
  readonly read: () => string;
  readonly write: (text: string) => void;
  /** Whether the value must not be empty: an optional object without values needs no members. */
  readonly isNeeded: () => boolean;
}
