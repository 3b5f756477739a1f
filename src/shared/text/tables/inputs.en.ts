import type { InputProblemKind } from '../../inputs/values/inputProblem';

/** What is wrong with an input of a workflow, and what is expected. */
export const inputsEn: Readonly<Record<InputProblemKind, string>> = {
  missing: 'This input is required.',
  notInteger: 'Enter a whole number, such as 42.',
  notNumber: 'Enter a number with a decimal point, such as 3.14.',
  notBoolean: 'Enter true or false.',
  notTime: 'Enter a date that exists, with or without a time, such as 2026-11-30 09:05:00.',
  notText: 'Enter a text. In JSON, it stands in quotation marks.',
  notFile: 'Attach a file, or enter the public URL of one.',
  fileInForm: 'A file is attached here. Press Send to send the message with it.',
  notJson: 'This isn’t valid JSON. A text stands in quotation marks.',
  notObject: 'Enter a JSON object, such as {"name": "value"}.',
  notArray: 'Enter a JSON array, such as ["first", "second"].',
  tooLarge: 'The inputs are too large. Together they can have 1,000,000 characters.',
  tooDeep: 'The JSON is nested too deeply. 100 levels are possible.',
};
