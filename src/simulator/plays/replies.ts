import type { InputField } from '../words/inputField';

/**
 * Reads the reply to an input card: `name:value` lines joined with line breaks, nothing trimmed, or a JSON object.
 * `undefined` if a required field is missing or a line has no colon: a real workflow stops then.
 */
export function readFields(reply: string, fields: readonly InputField[]): Map<string, string> | undefined {
  const values = reply.startsWith('{') ? readJson(reply) : readLines(reply);
  const isWhole = fields.every((field) => !field.required || (values?.get(field.name) ?? '') !== '');
  return isWhole ? values : undefined;
}

function readLines(reply: string): Map<string, string> | undefined {
  const values = new Map<string, string>();
  for (const line of reply.split('\n')) {
    const colon = line.indexOf(':');
    if (colon < 0) return undefined;
    values.set(line.slice(0, colon), line.slice(colon + 1));
  }
  return values;
}

function readJson(reply: string): Map<string, string> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(reply);
  } catch {
    return readLines(reply);
  }
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map(
    Object.entries(value).map(([name, entry]) => [
      name,
      typeof entry === 'string' ? entry : JSON.stringify(entry),
    ]),
  );
}

/** The option that a reply names, in any case, or by its number; `undefined` for anything else. */
export function readOption(reply: string, options: readonly string[]): string | undefined {
  const said = reply.trim().toLowerCase();
  return options.find((option) => option.toLowerCase() === said) ?? options[Number(said) - 1];
}
