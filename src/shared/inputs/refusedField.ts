import type { ErrorInfo } from '../errorInfo';
import type { InputField } from './inputField';

/** Refused parameters in general, a value that is not valid, and one that is missing (docs/coze-protocol.md, 1.5). */
const codes: readonly (string | undefined)[] = ['4000', '720702001', '720702002'];
const missingCode = '720702002';

/** Texts in quotation marks or braces. Coze opens with ’ and closes with ‘. */
const quoted = /["'`‘’“”「『{]+([^"'`‘’“”「」『』{}\s]+)["'`‘’“”」』}]+/g;
/** What follows `parameter`, `parameters` or 参数, with or without a colon. */
const named = /(?:parameters?\b|参数)\s*[:：]?\s*([^\s,，。;；]+)/gi;

/**
 * The path of the input that the service refused, such as `order.sku`; `undefined` if the error is about something else. The
 * message of the service is the only place that names the input. Only an input that is missing can be unknown to the form.
 */
export function refusedField(
  { code, serviceMessage = '' }: Pick<ErrorInfo, 'code' | 'serviceMessage'>,
  fields: readonly InputField[],
): string | undefined {
  if (!codes.includes(code)) return undefined;
  const candidates = [...serviceMessage.matchAll(quoted), ...serviceMessage.matchAll(named)]
    .map((match) => (match[1] ?? '').replace(/^["'`‘’“”{]+|["'`‘’“”}.:：]+$/g, ''))
    .filter((candidate) => candidate !== '');
  const known = new Set(pathsOf(fields, ''));
  const found = candidates.find((candidate) => known.has(withoutIndexes(candidate)));
  return found ?? (code === missingCode ? candidates.find(isPath) : undefined);
}

/** The paths of all fields and their members. The items of an array have the path of the array. */
function pathsOf(fields: readonly InputField[], parent: string): readonly string[] {
  return fields.flatMap((field) => {
    const path = `${parent}${field.name}`;
    return [path, ...pathsOf(membersOf(field), `${path}.`)];
  });
}

function membersOf({ fields, items }: InputField): readonly InputField[] {
  return fields ?? (items ? membersOf(items) : []);
}

/** `items[0].sku` and `items.0.sku` as `items.sku`. */
function withoutIndexes(path: string): string {
  return path.replace(/\[\d+\]/g, '').replace(/\.\d+(?=\.|$)/g, '');
}

function isPath(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_.[\]-]*$/u.test(text);
}
