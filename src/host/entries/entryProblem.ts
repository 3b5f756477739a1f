/** A mistake because of which an entry of `coze.workflows` cannot be used. */
export type EntryProblem =
  | 'notAnObject'
  | 'nameMissing'
  | 'idMissing'
  | 'idNotNumeric'
  | 'idIsNumber'
  | 'appAndBot'
  | 'baseUrlInvalid'
  | 'baseUrlInsecure'
  | 'baseUrlCredentials'
  | 'baseUrlImitation'
  | 'defaultBaseUrlInvalid'
  | 'notAText'
  | 'notAnObjectField'
  | 'extNotTexts'
  | 'attachmentFormatUnknown'
  | 'selectionInvalid'
  | 'inputUntyped'
  | 'inputFieldInvalid'
  | 'numberRounded'
  | 'tokenInFile'
  | 'tooLarge';

/** A mistake in an entry that can be used all the same. */
export type EntryWarning =
  | 'unknownField'
  | 'inputTypeUnknown'
  | 'sameEntry'
  | 'idBlank'
  | 'baseUrlPath'
  | 'baseUrlNotApi'
  | 'versionForm'
  | 'variableUnknown';

/** Names and indexes from the entry to a value; empty for the entry itself. */
export type EntryPath = readonly (string | number)[];

export interface EntryRefusal {
  readonly problem: EntryProblem;
  /** Path of the invalid field. */
  readonly path: EntryPath;
}

/** The path as people write it, such as `parameters.items.0.id`. */
export function fieldName(path: EntryPath): string {
  return path.join('.');
}
