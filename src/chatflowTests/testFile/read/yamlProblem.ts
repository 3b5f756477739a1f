import type { YAMLError } from 'yaml';
import type { Mistake } from '../problem';

/** The mistakes of YAML that have a text of ours, by the code of the library. Others have a general one. */
const keys = {
  TAB_AS_INDENT: 'yamlTab',
  BAD_INDENT: 'yamlIndent',
  DUPLICATE_KEY: 'keyTwice',
  MISSING_CHAR: 'yamlMissing',
  UNEXPECTED_TOKEN: 'yamlUnexpected',
  MULTIPLE_DOCS: 'yamlDocuments',
  TAG_RESOLVE_FAILED: 'yamlTag',
  BAD_ALIAS: 'yamlAlias',
  MULTILINE_IMPLICIT_KEY: 'yamlKeyLines',
  BLOCK_AS_IMPLICIT_KEY: 'yamlNested',
  BAD_DQ_ESCAPE: 'yamlEscape',
  BAD_SCALAR_START: 'yamlStart',
  RESOURCE_EXHAUSTION: 'tooDeep',
} as const;

export function yamlProblem({ code, pos, message }: YAMLError): Mistake {
  const [start, end] = pos;
  const key = Object.hasOwn(keys, code) ? keys[code as keyof typeof keys] : 'yamlOther';
  return { key, params: { detail: message.replace(/ at line .*$/s, '').slice(0, 200) }, start, end };
}
