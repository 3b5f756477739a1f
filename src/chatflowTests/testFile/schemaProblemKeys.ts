import type { ProblemKey } from '../words/problems.en';

/** The mistakes that every validator of syntax and JSON Schema reports. */
export const schemaProblemKeys: ReadonlySet<ProblemKey> = new Set<ProblemKey>([
  ...(['fileNoObject', 'keyUnknown', 'keyUnknownNear', 'missing', 'needsMembers', 'needsQuotes'] as const),
  ...(['notADuration', 'notDigits', 'notOneOf', 'notOneOfNear', 'notThis', 'objectEmpty'] as const),
  ...(['listEmpty', 'oneCheckEach', 'textEmpty', 'tooLarge', 'tooSmall', 'wrongType'] as const),
  ...(['jsonSyntax', 'keyTwice', 'yamlTab', 'yamlIndent', 'yamlMissing', 'yamlUnexpected'] as const),
  ...([
    'yamlTag',
    'yamlAlias',
    'yamlKeyLines',
    'yamlNested',
    'yamlEscape',
    'yamlStart',
    'yamlOther',
  ] as const),
]);
