import * as v from 'valibot';
import { isObject } from '../json/json';
import { limits, maxTextLength, maxUrlLength } from '../limits';
import { fields, flag, text } from '../schema';
import type { InputTexts } from './inputField';

/** `v.record` is not used: it drops names such as `constructor`. */
const inputTexts = v.custom<InputTexts>(
  (value) =>
    isObject(value) &&
    Object.values(value).every((each) => typeof each === 'string') &&
    JSON.stringify(value).length <= limits.parameters,
);
const workflow = v.pipe(text, v.maxLength(maxUrlLength));

/** What the view asks for about the inputs of a workflow, which it names by its key. */
export const inputActs = {
  /** Asks the service for the inputs of the active workflow, unless they are known. After a failure only `again`. */
  loadInputs: fields({}, { again: flag }),
  /** Keeps the texts of the form. `json` is the text of the whole form while it is edited as JSON. */
  keepInputs: fields({ workflow, values: inputTexts }, { json: v.pipe(text, v.maxLength(maxTextLength)) }),
  resetInputs: fields({ workflow }),
};
