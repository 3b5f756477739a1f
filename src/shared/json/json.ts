/** A JSON object of unknown origin. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a JSON text; `undefined` if the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a value has more than so many levels of lists and objects within each other. */
export function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}

/** JSON with line breaks. A text that would not be the same when it is written again, such as long numbers, stays as it is. */
export function indentedJson(text: string): string {
  const value = parseJson(text);
  return JSON.stringify(value) === text ? JSON.stringify(value, undefined, 2) : text;
}
