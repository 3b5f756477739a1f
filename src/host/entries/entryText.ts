import { l10n } from 'vscode';
import { foreignText } from '../foreignText';
import { fieldName, type EntryPath, type EntryProblem } from './entryProblem';
import { fieldNames } from './workflowEntry';

/** The name of a field. That of an unknown field or a parameter is foreign text, also in a notification with its links. */
export function fieldText(path: EntryPath): string {
  return foreignText(fieldName(path), 100).replace(/[[\]()]/g, ' ');
}

/** Why an entry cannot be used, and how to correct it. */
export function problemText(problem: EntryProblem, path: EntryPath): string {
  const field = fieldText(path);
  switch (problem) {
    case 'notAnObject':
      return l10n.t('It must be an object with name and workflowId.');
    case 'nameMissing':
      return l10n.t('The name is missing.');
    case 'idMissing':
      return l10n.t('The workflow ID is missing.');
    case 'idNotNumeric':
      return l10n.t('{field} must be a string of digits, such as "7491234567890123456".', { field });
    case 'idIsNumber':
    case 'numberRounded':
      return l10n.t('The number {field} has more digits than VS Code keeps. Put it in quotation marks.', {
        field,
      });
    case 'appAndBot':
      return l10n.t("appId can't be combined with botId.");
    case 'baseUrlInvalid':
      return l10n.t('{field} must be a complete address, such as https://api.coze.cn.', { field });
    case 'baseUrlInsecure':
      return l10n.t('{field} must be https, except for localhost.', { field });
    case 'baseUrlCredentials':
      return l10n.t("{field} can't contain a user name or password.", { field });
    case 'baseUrlImitation':
      return l10n.t('The host in {field} only looks like a host of Coze.', { field });
    case 'defaultBaseUrlInvalid':
      return l10n.t(
        'The setting coze.baseUrl must be https, except for localhost, and must not imitate a host of Coze.',
      );
    case 'notAText':
      return l10n.t('{field} must be a string of at most 200 characters.', { field });
    case 'notAnObjectField':
      return l10n.t('{field} must be an object.', { field });
    case 'extNotTexts':
      return l10n.t('All values of ext must be strings.');
    case 'attachmentFormatUnknown':
      return l10n.t('attachmentFormat must be object_string or file_url.');
    case 'selectionInvalid':
      return l10n.t(
        'selection must be an object with the string message, the object parameters with strings, or both.',
      );
    case 'inputUntyped':
      return l10n.t('{field} must be the name of a type, such as "string", or an object with type.', {
        field,
      });
    case 'inputFieldInvalid':
      return l10n.t(
        '{field} must be as Coze describes inputs: required is true or false, description is a string, default_value a string, a number or a boolean, properties an object.',
        { field },
      );
    case 'tokenInFile':
      return fieldNames.includes(String(path[0]))
        ? l10n.t('{field} contains an access token. Tokens belong in the secret storage, not in a file.', {
            field,
          })
        : l10n.t('The entry contains an access token. Tokens belong in the secret storage, not in a file.');
    case 'tooLarge':
      return l10n.t('{field} is too large.', { field });
  }
}
