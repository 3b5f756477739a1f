import * as v from 'valibot';
import { isObject, type JsonObject } from '../../shared/json';
import { limits } from '../../shared/limits';
import { usableBaseUrl } from '../../shared/urls';
import type { Workflow } from '../../shared/workflow';

/** Why an entry of `coze.workflows` cannot be used. */
export type EntryProblem =
  | 'notAnObject'
  | 'nameMissing'
  | 'idNotNumeric'
  | 'appAndBot'
  | 'baseUrlInvalid'
  | 'defaultBaseUrlInvalid'
  | 'notAText'
  | 'notAnObjectField'
  | 'extNotTexts'
  | 'attachmentFormatUnknown'
  | 'numberRounded'
  | 'tooLarge';

export interface EntryRefusal {
  readonly problem: EntryProblem;
  /** Path of the invalid field; empty for the entry itself. */
  readonly field: string;
}

const maxTextLength = 200;
const maxDepth = 100;

/** Every message of the schema is an {@link EntryProblem}. */
const problem = (name: EntryProblem): EntryProblem => name;

/** `null` and blank text count as absent: both are ways to clear a field. */
const shortText = v.pipe(
  v.string(problem('notAText')),
  v.maxLength(maxTextLength, problem('notAText')),
  v.trim(),
);
/** A number is rejected: JSON has already rounded an ID of 19 digits when it is read. */
const id = v.pipe(
  v.string(({ input }) => problem(typeof input === 'number' ? 'idNotNumeric' : 'notAText')),
  v.maxLength(maxTextLength, problem('notAText')),
  v.trim(),
  v.regex(/^[0-9]{0,20}$/, problem('idNotNumeric')),
);
const object = v.custom<JsonObject>(isObject, problem('notAnObjectField'));

const entrySchema = v.pipe(
  v.custom<JsonObject>(isObject, problem('notAnObject')),
  v.object({
    name: v.pipe(v.nullish(shortText, ''), v.nonEmpty(problem('nameMissing'))),
    workflowId: v.pipe(v.nullish(id, ''), v.nonEmpty(problem('idNotNumeric'))),
    appId: v.nullish(id),
    botId: v.nullish(id),
    baseUrl: v.nullish(
      v.pipe(
        shortText,
        v.check((url) => url === '' || usableBaseUrl(url) !== undefined, problem('baseUrlInvalid')),
      ),
    ),
    workflowVersion: v.nullish(shortText),
    connectorId: v.nullish(id),
    parameters: v.nullish(object),
    ext: v.nullish(
      v.pipe(
        object,
        v.check((ext) => Object.keys(ext).length <= limits.extValues, problem('tooLarge')),
        v.record(v.string(), v.string(problem('extNotTexts'))),
        v.check((ext) => jsonLength(ext) <= limits.ext, problem('tooLarge')),
      ),
    ),
    attachmentFormat: v.nullish(
      v.picklist(['object_string', 'file_url'], problem('attachmentFormatUnknown')),
    ),
  }),
  v.forward(
    v.check(({ appId, botId }) => !appId || !botId, problem('appAndBot')),
    ['botId'],
  ),
);

/**
 * Reads one entry of the setting `coze.workflows`. Settings are written by people and by repositories: every field is
 * checked, and only known fields are copied.
 *
 * @param defaultUrl the usable value of the setting `coze.baseUrl`, if there is one.
 */
export function readWorkflowEntry(
  entry: unknown,
  defaultUrl: string | undefined,
  source: 'user' | 'workspace',
): { readonly workflow: Workflow } | { readonly refusal: EntryRefusal } {
  const result = v.safeParse(entrySchema, entry, { abortEarly: true });
  if (!result.success) {
    const [{ message, path }] = result.issues;
    const key = path?.[0].key;
    return { refusal: { problem: message as EntryProblem, field: typeof key === 'string' ? key : '' } };
  }
  const { name, workflowId, appId, botId, workflowVersion, connectorId, parameters, ext, attachmentFormat } =
    result.output;
  const baseUrl = result.output.baseUrl ? usableBaseUrl(result.output.baseUrl) : defaultUrl;
  if (baseUrl === undefined) return { refusal: { problem: 'defaultBaseUrlInvalid', field: 'baseUrl' } };
  const refusal = parameters && refusedParameters(parameters, 'parameters', 0);
  if (refusal) return { refusal };
  const target = { baseUrl, workflowId, ...(appId && { appId }), ...(botId && { botId }) };
  return {
    workflow: {
      ...target,
      key: workflowKey(target),
      name,
      source,
      ...(workflowVersion && { workflowVersion }),
      ...(connectorId && { connectorId }),
      ...(parameters && !isEmpty(parameters) && { parameters }),
      ...(ext && !isEmpty(ext) && { ext }),
      ...(attachmentFormat && { attachmentFormat }),
    },
  };
}

/** Identifies what an entry calls: two entries with the same key call the same workflow at the same address. */
export function workflowKey(target: {
  readonly baseUrl: string;
  readonly workflowId: string;
  readonly appId?: string;
  readonly botId?: string;
}): string {
  const place = target.appId ? ` app ${target.appId}` : target.botId ? ` bot ${target.botId}` : '';
  return `${target.baseUrl} ${target.workflowId}${place}`;
}

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0;
}

/** UTF-16 units of the value as JSON; infinite if it is nested too deeply to be written. */
function jsonLength(value: unknown): number {
  try {
    return JSON.stringify(value).length;
  } catch (error) {
    if (error instanceof RangeError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

/** Rejects values that are nested too deeply, and numbers that lost digits: VS Code rounds an ID of 19 digits. */
function refusedParameters(value: object, path: string, depth: number): EntryRefusal | undefined {
  const tooLarge: EntryRefusal = { problem: 'tooLarge', field: 'parameters' };
  if (depth > maxDepth) return tooLarge;
  for (const [name, member] of Object.entries(value) as [string, unknown][]) {
    const field = `${path}.${name}`;
    if (typeof member === 'number' && Number.isInteger(member) && !Number.isSafeInteger(member))
      return { problem: 'numberRounded', field };
    if (typeof member !== 'object' || member === null) continue;
    const refusal = refusedParameters(member, field, depth + 1);
    if (refusal) return refusal;
  }
  return depth === 0 && jsonLength(value) > limits.parameters ? tooLarge : undefined;
}
