import { limits } from '../../shared/limits';
import { usableBaseUrl } from '../../shared/urls';
import type { AttachmentFormat, Workflow } from '../../shared/workflow';

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
  /** Name of the field at fault; empty where it is the entry itself. */
  readonly field: string;
}

type Fields = Readonly<Record<string, unknown>>;

const maxTextLength = 200;
const maxDepth = 100;

class Refused extends Error {
  constructor(readonly refusal: EntryRefusal) {
    super(refusal.problem);
  }
}

/**
 * Reads one entry of the setting `coze.workflows`. Settings are files that people and repositories write: every field is checked, and
 * only known ones are copied.
 *
 * @param defaultBaseUrl of the setting `coze.baseUrl`, `undefined` where that is not usable.
 */
export function readWorkflowEntry(
  entry: unknown,
  defaultBaseUrl: string | undefined,
  source: 'user' | 'workspace',
): { readonly workflow: Workflow } | { readonly refusal: EntryRefusal } {
  try {
    return { workflow: read(entry, defaultBaseUrl, source) };
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal };
    throw error;
  }
}

function read(entry: unknown, defaultBaseUrl: string | undefined, source: 'user' | 'workspace'): Workflow {
  if (!isRecord(entry)) throw new Refused({ problem: 'notAnObject', field: '' });
  const name = text(entry, 'name');
  if (!name) throw new Refused({ problem: 'nameMissing', field: 'name' });
  const workflowId = id(entry, 'workflowId');
  if (!workflowId) throw new Refused({ problem: 'idNotNumeric', field: 'workflowId' });
  const appId = id(entry, 'appId');
  const botId = id(entry, 'botId');
  if (appId && botId) throw new Refused({ problem: 'appAndBot', field: 'botId' });
  const ownBaseUrl = text(entry, 'baseUrl');
  const baseUrl = ownBaseUrl ? usableBaseUrl(ownBaseUrl) : defaultBaseUrl;
  if (baseUrl === undefined)
    throw new Refused({ problem: ownBaseUrl ? 'baseUrlInvalid' : 'defaultBaseUrlInvalid', field: 'baseUrl' });
  const workflowVersion = text(entry, 'workflowVersion');
  const connectorId = id(entry, 'connectorId');
  const parameters = parametersOf(entry);
  const ext = texts(entry, 'ext');
  if (jsonLength(ext) > limits.ext || Object.keys(ext ?? {}).length > limits.extValues)
    throw new Refused({ problem: 'tooLarge', field: 'ext' });
  const attachmentFormat = format(entry);
  return {
    key: workflowKey({ baseUrl, workflowId, ...(appId && { appId }), ...(botId && { botId }) }),
    name,
    workflowId,
    baseUrl,
    source,
    ...(appId && { appId }),
    ...(botId && { botId }),
    ...(workflowVersion && { workflowVersion }),
    ...(connectorId && { connectorId }),
    ...(parameters && { parameters }),
    ...(ext && { ext }),
    ...(attachmentFormat && { attachmentFormat }),
  };
}

/** Names where the user's words go: two entries with the same key talk to the same workflow in the same place. */
export function workflowKey(target: {
  readonly baseUrl: string;
  readonly workflowId: string;
  readonly appId?: string;
  readonly botId?: string;
}): string {
  const place = target.appId ? ` app ${target.appId}` : target.botId ? ` bot ${target.botId}` : '';
  return `${target.baseUrl} ${target.workflowId}${place}`;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Absent and empty are the same: people clear a field in either way. */
function text(entry: Fields, field: string): string | undefined {
  const value = entry[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' || value.length > maxTextLength)
    throw new Refused({ problem: 'notAText', field });
  return value.trim() || undefined;
}

/** A number is refused: JSON has already rounded an id of 19 digits by the time it is read. */
function id(entry: Fields, field: string): string | undefined {
  if (typeof entry[field] === 'number') throw new Refused({ problem: 'idNotNumeric', field });
  const value = text(entry, field);
  if (value !== undefined && !/^[0-9]{1,20}$/.test(value))
    throw new Refused({ problem: 'idNotNumeric', field });
  return value;
}

function record(entry: Fields, field: string): Fields | undefined {
  const value = entry[field];
  if (value === undefined || value === null) return undefined;
  if (!isRecord(value)) throw new Refused({ problem: 'notAnObjectField', field });
  return Object.keys(value).length > 0 ? value : undefined;
}

/** Characters of the value as JSON; more than any limit where it is nested too deeply to be written. */
function jsonLength(value: unknown): number {
  try {
    return JSON.stringify(value ?? null).length;
  } catch (error) {
    if (error instanceof RangeError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

function texts(entry: Fields, field: string): Readonly<Record<string, string>> | undefined {
  const value = record(entry, field);
  if (!value) return undefined;
  const pairs = Object.entries(value);
  if (!pairs.every((pair): pair is [string, string] => typeof pair[1] === 'string'))
    throw new Refused({ problem: 'extNotTexts', field });
  return Object.fromEntries(pairs);
}

function parametersOf(entry: Fields): Fields | undefined {
  const field = 'parameters';
  const parameters = record(entry, field);
  if (!parameters) return undefined;
  checkNumbers(parameters, field, 0);
  if (jsonLength(parameters) > limits.parameters) throw new Refused({ problem: 'tooLarge', field });
  return parameters;
}

/** Refuses a number that has lost digits: VS Code reads the settings, and rounds an id of 19 digits. */
function checkNumbers(value: object, path: string, depth: number): void {
  if (depth > maxDepth) throw new Refused({ problem: 'tooLarge', field: 'parameters' });
  for (const [name, member] of Object.entries(value) as [string, unknown][]) {
    const field = `${path}.${name}`;
    if (typeof member === 'number' && Number.isInteger(member) && !Number.isSafeInteger(member))
      throw new Refused({ problem: 'numberRounded', field });
    if (typeof member === 'object' && member !== null) checkNumbers(member, field, depth + 1);
  }
}

function format(entry: Fields): AttachmentFormat | undefined {
  const value = entry['attachmentFormat'];
  if (value === undefined || value === null) return undefined;
  if (value !== 'object_string' && value !== 'file_url')
    throw new Refused({ problem: 'attachmentFormatUnknown', field: 'attachmentFormat' });
  return value;
}
