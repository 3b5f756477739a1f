import { cloudByDomain } from '../../../shared/urls/clouds';
import { readCozeAddress } from '../../../shared/urls/cozeAddress';
import { isObject } from '../../../shared/json/json';
import { imitatedHost } from '../../../shared/urls/lookAlike';
import { unknownVariables } from '../../../shared/selectionMapping';
import { apiUrl, parseUrl, usableBaseUrl } from '../../../shared/urls/urls';
import type { EntryPath, EntryProblem, EntryWarning } from '../../entries/entryProblem';
import { nearestField, nearestVariable } from './nearestField';
import type { SettingsText, TextChange } from './settingsText';

/** A correction of an entry. `path` leads from the entry to the value. */
export type Fix =
  | { readonly act: 'set'; readonly path: EntryPath; readonly value: string }
  | { readonly act: 'quote'; readonly path: EntryPath }
  | { readonly act: 'rename'; readonly path: EntryPath; readonly name: string }
  | { readonly act: 'remove'; readonly path: EntryPath }
  | { readonly act: 'removeEntry' }
  | { readonly act: 'moveToken'; readonly path: EntryPath };

/** What is wrong, and the entry as VS Code reads it. */
interface Mistake {
  readonly problem: EntryProblem | EntryWarning;
  readonly path: EntryPath;
  readonly index: number;
  readonly entry: unknown;
}

/** The corrections that are offered for a mistake: the best one first, at least one. */
export function fixesOf(mistake: Mistake, settings: SettingsText): readonly Fix[] {
  const { path, entry } = mistake;
  const [field] = path;
  const removal: Fix =
    field === undefined || (field === 'workflowId' && path.length === 1)
      ? { act: 'removeEntry' }
      : { act: 'remove', path };
  const value = typeof field === 'string' && isObject(entry) ? entry[field] : undefined;
  return [...betterFixes(mistake, typeof value === 'string' ? value.trim() : '', settings), removal];
}

/** The changes of the text that a fix makes. `moveToken` removes the value that holds the token. */
export function changesOf(fix: Fix, index: number, settings: SettingsText): readonly TextChange[] {
  switch (fix.act) {
    case 'set':
      return settings.set(index, fix.path, fix.value);
    case 'quote':
      return settings.quote(index, fix.path);
    case 'rename':
      return settings.rename(index, fix.path, fix.name);
    case 'remove':
    case 'moveToken':
      return settings.set(index, fix.path, undefined);
    case 'removeEntry':
      return settings.set(index, [], undefined);
  }
}

/** The corrections that keep what was meant. */
function betterFixes(
  { problem, path, index, entry }: Mistake,
  text: string,
  settings: SettingsText,
): readonly Fix[] {
  const set = (value: string | undefined): readonly Fix[] =>
    value === undefined ? [] : [{ act: 'set', path, value }];
  switch (problem) {
    case 'nameMissing':
      return set(`Workflow ${settings.written(index, ['workflowId']).replace(/\D/g, '').slice(-4)}`.trim());
    case 'idMissing':
      return settings.written(index, path) === '' ? set('') : [];
    case 'idNotNumeric':
      return set(onlyNumber(text) ?? idInAddress(text, String(path[0])));
    case 'idBlank':
    case 'baseUrlPath':
      return set(problem === 'idBlank' ? text : usableBaseUrl(text));
    case 'idIsNumber':
    case 'numberRounded':
      return /^-?\d+$/.test(settings.written(index, path)) ? [{ act: 'quote', path }] : [];
    case 'notAText':
      return /^[-\d.tf]/.test(settings.written(index, path)) ? [{ act: 'quote', path }] : [];
    case 'extNotTexts':
      return settings.quote(index, path).length > 0 ? [{ act: 'quote', path }] : [];
    case 'appAndBot':
      return [{ act: 'remove', path: ['appId'] }];
    case 'baseUrlInvalid':
      return set(/^[\w-]+(\.[\w-]+)+/.test(text) ? usableBaseUrl(`https://${text}`) : undefined);
    case 'baseUrlInsecure':
      return set(usableBaseUrl(text.replace(/^http:/i, 'https:')));
    case 'baseUrlCredentials':
      return set(usableBaseUrl(text.replace(/^(https?:\/\/)[^/?#]*@/i, '$1')));
    case 'baseUrlNotApi':
      return set(apiUrl(text));
    case 'baseUrlImitation':
      return set(cloudByDomain(imitatedHost(parseUrl(text)?.hostname ?? '') ?? '')?.baseUrl);
    case 'attachmentFormatUnknown':
      return [...set('object_string'), ...set('file_url')];
    case 'versionForm':
      return set(
        /^\d+\.\d+\.\d+$/.test(text)
          ? `v${text}`
          : /^V\d+\.\d+\.\d+$/.test(text)
            ? text.toLowerCase()
            : undefined,
      );
    case 'unknownField': {
      const name = nearestField(String(path[0]), isObject(entry) ? Object.keys(entry) : []);
      return name === undefined ? [] : [{ act: 'rename', path, name }];
    }
    case 'variableUnknown':
      return set(withKnownVariables(valueAt(entry, path)));
    case 'inputUntyped':
    case 'inputTypeUnknown':
      return set('string');
    case 'tokenInFile':
      return [{ act: 'moveToken', path }];
    case 'notAnObject':
    case 'notAnObjectField':
    case 'selectionInvalid':
    case 'defaultBaseUrlInvalid':
    case 'sameEntry':
    case 'inputFieldInvalid':
    case 'tooLarge':
      return [];
  }
}

/** The template with variables that exist; `undefined` if none of the unknown ones resembles one. */
function withKnownVariables(template: unknown): string | undefined {
  if (typeof template !== 'string') return undefined;
  const known = unknownVariables(template).reduce((text, name) => {
    const near = nearestVariable(name);
    return near === undefined ? text : text.replaceAll(`\${${name}}`, `\${${near}}`);
  }, template);
  return known === template ? undefined : known;
}

function valueAt(entry: unknown, path: EntryPath): unknown {
  return path.reduce((value, name) => (isObject(value) ? value[name] : undefined), entry);
}

/** The one number in a text: without blanks, or between other characters, as in a pasted address. */
function onlyNumber(text: string): string | undefined {
  const bare = text.replace(/[\s\p{Cf}]/gu, '');
  if (/^\d{1,20}$/.test(bare)) return bare;
  const numbers = new Set(text.match(/(?<!\d)\d{10,20}(?!\d)/g));
  return numbers.size === 1 ? [...numbers][0] : undefined;
}

/** The ID for this field in the address of a page. */
function idInAddress(text: string, field: string): string | undefined {
  const read = readCozeAddress(text);
  if (!('address' in read)) return undefined;
  const { workflowId, appId, botId } = read.address;
  return { workflowId, appId, botId }[field];
}
