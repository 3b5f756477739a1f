import type { JsonObject } from './json/json';

/** What a question is about, by the names of the variables in a {@link SelectionMapping}. */
export const selectionVariables = [
  /** The selected code, the whole file, the output of a terminal or a difference. */
  'selection',
  /** Relative to the workspace, with forward slashes; the file name only outside of it; empty for a terminal. */
  'path',
  /** VS Code's language ID, such as `typescript`. */
  'language',
  /** From 1, both inclusive. */
  'startLine',
  'endLine',
  /** The problems that VS Code reports there, one a line. */
  'diagnostics',
  'question',
] as const;
export type SelectionVariable = (typeof selectionVariables)[number];
export type SelectionValues = Readonly<Record<SelectionVariable, string>>;

/** Where the parts of a question about code are sent. Variables such as `${path}` are replaced, and nothing else. */
export interface SelectionMapping {
  /** The message. Without it the message is the question. */
  readonly message?: string;
  /** Inputs of the start node, by name. They override those that the workflow is configured with. */
  readonly parameters?: Readonly<Record<string, string>>;
}

const variable = /\$\{([^{}]*)\}/g;

/** A template with its variables replaced in one pass: a value that looks like a variable is not replaced again. */
export function fillTemplate(template: string, values: SelectionValues): string {
  return template.replace(variable, (written, name: string) => (isVariable(name) ? values[name] : written));
}

/** The names in `${…}` that are no variables. They are sent as they are written. */
export function unknownVariables(template: string): readonly string[] {
  return [...template.matchAll(variable)].flatMap(([, name = '']) => (isVariable(name) ? [] : [name]));
}

/**
 * The parameters of a message. A text that consists of one variable becomes a number if the value is one and `isNumber` is
 * true for the input of that name.
 */
export function mappedParameters(
  parameters: Readonly<Record<string, string>>,
  values: SelectionValues,
  isNumber: (name: string) => boolean,
): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, template]) => {
      const text = fillTemplate(template, values);
      const isWhole = /^\$\{[^{}]*\}$/.test(template) && /^-?\d{1,15}$/.test(text);
      return [name, isWhole && isNumber(name) ? Number(text) : text];
    }),
  );
}

function isVariable(name: string): name is SelectionVariable {
  return (selectionVariables as readonly string[]).includes(name);
}
