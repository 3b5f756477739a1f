import * as v from 'valibot';
import { isObject, type JsonObject } from '../../shared/json/json';
import { limits } from '../../shared/limits';
import { imitatedHost } from '../../shared/urls/lookAlike';
import { parseUrl, readBaseUrl, usableBaseUrl } from '../../shared/urls/urls';
import type { SelectionMapping } from '../../shared/selectionMapping';
import type { Workflow } from '../../shared/workflow';
import { inputRefusals, readInputs } from './entryInputs';
import type { EntryProblem, EntryRefusal } from './entryProblem';
import { tokenInText } from '../../shared/text/tokenInText';
import { targetKey } from './workflowKey';

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
  v.string(({ input }) => problem(typeof input === 'number' ? 'idIsNumber' : 'notAText')),
  v.maxLength(maxTextLength, problem('notAText')),
  v.trim(),
  v.regex(/^[0-9]{0,20}$/, problem('idNotNumeric')),
);
const object = v.custom<JsonObject>(isObject, problem('notAnObjectField'));

const fields = v.object({
  name: v.pipe(v.nullish(shortText, ''), v.nonEmpty(problem('nameMissing'))),
  workflowId: v.pipe(v.nullish(id, ''), v.nonEmpty(problem('idMissing'))),
  appId: v.nullish(id),
  botId: v.nullish(id),
  baseUrl: v.nullish(
    v.pipe(
      shortText,
      v.rawCheck(({ dataset, addIssue }) => {
        const message = dataset.typed ? baseUrlProblem(dataset.value) : undefined;
        if (message) addIssue({ message });
      }),
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
  attachmentFormat: v.nullish(v.picklist(['object_string', 'file_url'], problem('attachmentFormatUnknown'))),
  selection: v.nullish(v.custom<SelectionMapping>(isSelectionMapping, problem('selectionInvalid'))),
  /** The mistakes in it are found by `inputRefusals`, which knows their paths. */
  inputs: v.nullish(object),
});

const entrySchema = v.pipe(
  v.custom<JsonObject>(isObject, problem('notAnObject')),
  fields,
  v.forward(
    v.check(({ appId, botId }) => !appId || !botId, problem('appAndBot')),
    ['botId'],
  ),
);

/** The names of all fields of an entry. */
export const fieldNames: readonly string[] = Object.keys(fields.entries);

/**
 * Reads one entry of the setting `coze.workflows`. Settings are written by people and by repositories: every field is
 * checked, and only known fields are copied. The key of the workflow is that of its target; `workflowKey.ts` distinguishes
 * several entries of one target.
 *
 * @param defaultUrl the usable value of the setting `coze.baseUrl`, if there is one.
 */
export function readWorkflowEntry(
  entry: unknown,
  defaultUrl: string | undefined,
  source: 'user' | 'workspace',
): { readonly workflow: Workflow } | { readonly refusals: readonly EntryRefusal[] } {
  const result = v.safeParse(entrySchema, entry);
  const refusals = [
    ...refusedValues(entry),
    ...refusedInputs(entry),
    ...(result.issues ?? []).map(({ message, path = [] }) => ({
      problem: message as EntryProblem,
      // A path below a field of the entry is not needed: its rules concern the field as a whole.
      path: path.slice(0, 1).map(({ key }) => key as string),
    })),
  ];
  if (!result.success || refusals.length > 0) return { refusals };
  const {
    name,
    workflowId,
    appId,
    botId,
    workflowVersion,
    connectorId,
    parameters,
    ext,
    attachmentFormat,
    selection,
  } = result.output;
  const inputs = readInputs(result.output.inputs);
  const baseUrl = entryBaseUrl(result.output.baseUrl, defaultUrl);
  if (baseUrl === undefined) return { refusals: [{ problem: 'defaultBaseUrlInvalid', path: ['baseUrl'] }] };
  const target = { baseUrl, workflowId, ...(appId && { appId }), ...(botId && { botId }) };
  return {
    workflow: {
      ...target,
      key: targetKey(target),
      name,
      source,
      ...(workflowVersion && { workflowVersion }),
      ...(connectorId && { connectorId }),
      ...(parameters && !isEmpty(parameters) && { parameters }),
      ...(ext && !isEmpty(ext) && { ext }),
      ...(attachmentFormat && { attachmentFormat }),
      ...(selection && mappingOf(selection)),
      ...(inputs.length > 0 && { inputs }),
    },
  };
}

function refusedInputs(entry: unknown): readonly EntryRefusal[] {
  return isObject(entry) && isObject(entry['inputs']) ? inputRefusals(entry['inputs']) : [];
}

/** The base URL that an entry calls, by its field `baseUrl`; `undefined` if that cannot be used. */
export function entryBaseUrl(field: unknown, defaultUrl: string | undefined): string | undefined {
  if (typeof field !== 'string' || field.trim() === '') return defaultUrl;
  return baseUrlProblem(field.trim()) === undefined ? usableBaseUrl(field) : undefined;
}

function baseUrlProblem(text: string): EntryProblem | undefined {
  if (text === '') return undefined;
  const url = parseUrl(text);
  if (url && (url.username !== '' || url.password !== '')) return 'baseUrlCredentials';
  const read = readBaseUrl(text);
  if ('problem' in read) return read.problem === 'insecure' ? 'baseUrlInsecure' : 'baseUrlInvalid';
  const { hostname = '' } = parseUrl(read.baseUrl) ?? {};
  return imitatedHost(hostname) === undefined ? undefined : 'baseUrlImitation';
}

/** Not `v.record`, which drops names such as `constructor`. */
function isSelectionMapping(value: unknown): value is SelectionMapping {
  if (!isObject(value)) return false;
  const { message, parameters } = value;
  const isText = (text: unknown) => typeof text === 'string';
  const areTexts = isObject(parameters) && Object.values(parameters).every(isText);
  return (message === undefined || isText(message)) && (parameters === undefined || areTexts);
}

/** The mapping without other fields; `undefined` if it maps nothing. */
function mappingOf({ message, parameters }: SelectionMapping): Pick<Workflow, 'selection'> {
  const selection = {
    ...(message !== undefined && message.trim() !== '' && { message }),
    ...(parameters && !isEmpty(parameters) && { parameters }),
  };
  return isEmpty(selection) ? {} : { selection };
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

/** The tokens in any field, also an unknown one, and what is refused in `parameters` and `inputs`. */
function refusedValues(entry: unknown): readonly EntryRefusal[] {
  if (!isObject(entry)) return [];
  return Object.entries(entry).flatMap(([name, value]) => {
    if (typeof value === 'string') return hasToken(value) ? [{ problem: 'tokenInFile', path: [name] }] : [];
    if (typeof value !== 'object' || value === null) return [];
    const isSent = name === 'parameters' || name === 'inputs';
    const refusal = refusedMember(value, [name], isSent);
    if (refusal) return [refusal];
    const isTooLarge = (isSent || name === 'selection') && jsonLength(value) > limits.parameters;
    return isTooLarge ? [{ problem: 'tooLarge', path: [name] }] : [];
  });
}

/** Finds tokens, values that are nested too deeply, and numbers that lost digits: VS Code rounds an ID of 19 digits. */
function refusedMember(
  value: object,
  path: readonly (string | number)[],
  isSent: boolean,
): EntryRefusal | undefined {
  if (path.length > maxDepth) return { problem: 'tooLarge', path: path.slice(0, 1) };
  for (const [name, member] of Object.entries(value) as [string, unknown][]) {
    const memberPath = [...path, Array.isArray(value) ? Number(name) : name];
    if (typeof member === 'string' && hasToken(member)) return { problem: 'tokenInFile', path: memberPath };
    if (isSent && typeof member === 'number' && Number.isInteger(member) && !Number.isSafeInteger(member))
      return { problem: 'numberRounded', path: memberPath };
    if (typeof member !== 'object' || member === null) continue;
    const refusal = refusedMember(member, memberPath, isSent);
    if (refusal) return refusal;
  }
  return undefined;
}

function hasToken(text: string): boolean {
  return tokenInText(text) !== undefined;
}
