/** Texts about the run of tests in English. */
export const runEn = {
  answerNotWaiting: 'The turn answers a question, but the workflow does not wait for an answer. {seen}',
  userWhileWaiting:
    'The turn sends a new message, but the workflow waits for an answer to “{question}”. Use answer, choose or form.',
  chooseWithoutOptions:
    'The turn chooses “{option}”, but the question has no options: “{question}”. Use answer.',
  chooseUnknown: 'The question has no option “{option}”. Its options are: {options}',
  formWithoutFields:
    'The turn fills in a form, but the question has no fields: “{question}”. Use answer or choose.',
  formUnknownField: 'The form has no field “{field}”. Its fields are: {fields}',
  firstTurn: 'It is the first turn of the conversation.',
  lastCompleted: 'The run before completed with: “{text}”',
  timeout: 'The run did not end within {limit}.',
  runTimeout: 'The time limit of the whole run is reached.',
  stopped: 'The run was stopped by the service.',
  interrupted: 'Interrupted.',
  bailed: 'Not run: the limit of failed tests is reached.',
  callsSpent: 'Not run: the budget of {limit} calls is spent.',
  tokensSpent: 'Not run: the budget of {limit} tokens is spent.',
  skipped: 'Marked to be skipped.',
  skippedFor: '{reason}',
  secretMissing: 'The environment variable {name} is not set.',
  secretShort: 'The value of {name} has fewer than 4 characters and cannot be masked.',
  variableMissing: 'There is no value for the variable “{name}”.',
  recordingMissing: 'There is no recording. Run it once with --record.',
  recordingStale:
    'The recording does not fit the test: turn {turn} sends another input. Run it again with --record.',
  recordingUnreadable: 'The recording {file} cannot be read.',
  passes: '{passed} of {repeat} runs passed; needed: {pass}.',
  serviceError: '{message} {remedy} {wait} {details} {detail}',
  askedWait: 'The service asks to wait {seconds} seconds.',
} as const;

export type RunWords = Readonly<Record<keyof typeof runEn, string>>;
