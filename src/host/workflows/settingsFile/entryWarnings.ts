import { isObject } from '../../../shared/json/json';
import { unknownVariables } from '../../../shared/selectionMapping';
import { apiUrl, usableBaseUrl } from '../../../shared/urls/urls';
import type { EntryPath, EntryWarning } from '../../entries/entryProblem';
import { fieldNames } from '../../entries/workflowEntry';
import { unknownTypes } from './unknownTypes';

export interface WarningAt {
  readonly problem: EntryWarning;
  readonly path: EntryPath;
}

const idFields = ['workflowId', 'appId', 'botId', 'connectorId'];

/** What is doubtful in an entry that can be used all the same, or that has other mistakes. */
export function entryWarnings(entry: unknown): readonly WarningAt[] {
  if (!isObject(entry)) return [];
  const unknown = Object.keys(entry).filter((name) => !fieldNames.includes(name));
  const blank = idFields.filter((name) => hasOuterBlank(entry[name]));
  return [
    ...unknown.map((name) => ({ problem: 'unknownField' as const, path: [name] })),
    ...blank.map((name) => ({ problem: 'idBlank' as const, path: [name] })),
    ...unknownTypes(entry['inputs']).map((path) => ({ problem: 'inputTypeUnknown' as const, path })),
    ...baseUrlWarning(entry['baseUrl']).map((problem) => ({ problem, path: ['baseUrl'] })),
    ...(isVersion(entry['workflowVersion'])
      ? []
      : [{ problem: 'versionForm' as const, path: ['workflowVersion'] }]),
    ...mappingTexts(entry['selection'])
      .filter(({ text }) => unknownVariables(text).length > 0)
      .map(({ path }) => ({ problem: 'variableUnknown' as const, path })),
  ];
}

/** The texts of a field `selection` in which variables are replaced. */
function mappingTexts(selection: unknown): readonly { readonly path: EntryPath; readonly text: string }[] {
  const { message, parameters } = isObject(selection) ? selection : {};
  const texts: readonly (readonly [EntryPath, unknown])[] = [
    [['selection', 'message'], message],
    ...Object.entries(isObject(parameters) ? parameters : {}).map(
      ([name, text]) => [['selection', 'parameters', name], text] as const,
    ),
  ];
  return texts.flatMap(([path, text]) => (typeof text === 'string' ? [{ path, text }] : []));
}

function hasOuterBlank(value: unknown): boolean {
  return typeof value === 'string' && value !== value.trim() && /^\d+$/.test(value.trim());
}

function baseUrlWarning(value: unknown): readonly EntryWarning[] {
  const usable = typeof value === 'string' ? usableBaseUrl(value) : undefined;
  if (typeof value !== 'string' || usable === undefined) return [];
  if (apiUrl(value) !== undefined) return ['baseUrlNotApi'];
  return value.trim().replace(/\/+$/, '').length > usable.length ? ['baseUrlPath'] : [];
}

/** Coze's versions, such as `v0.0.5` (docs/coze-protocol.md, 1.3). An absent one is the latest. */
function isVersion(value: unknown): boolean {
  if (typeof value !== 'string') return true;
  return value.trim() === '' || /^v\d+\.\d+\.\d+$/.test(value.trim());
}
