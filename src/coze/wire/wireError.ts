import { objectOf, stringOf } from '../text/json';
import { isObject, type JsonObject } from '../../shared/json/json';
import type { ServiceFailure } from '../errors/serviceError';

/**
 * An error in any of Coze's shapes: `{code, msg}`, `message`, a nested `error` object, `error_code` and
 * `error_message`, `error_description`, `last_error`. `undefined` if there is no error, for example with `code: 0`.
 */
export function decodeFailure(body: JsonObject): ServiceFailure | undefined {
  const nested = isObject(body['error']) ? body['error'] : objectOf(body['last_error']);
  const code = codeOf(body['code']) ?? codeOf(body['error_code']) ?? (nested && codeOf(nested['code']));
  const message =
    textOf(body['msg']) ??
    textOf(body['message']) ??
    textOf(body['error_message']) ??
    (nested && (textOf(nested['message']) ?? textOf(nested['msg']) ?? textOf(nested['detail']))) ??
    textOf(body['error_description']) ??
    textOf(body['error']);
  const isFailure = code === undefined ? hasErrorWord(body) : code !== '0';
  if (!isFailure) return undefined;
  const logId = logIdOf(body, nested);
  return {
    ...(code !== undefined && { code }),
    ...(message !== undefined && { message }),
    ...(logId !== undefined && { logId }),
  };
}

/** Whether an object without an event name is an error: it has a non-zero code and a message, or an `error`. */
export function looksLikeFailure(body: JsonObject): boolean {
  const failure = decodeFailure(body);
  return failure !== undefined && (failure.message !== undefined || isObject(body['error']));
}

/** A code as text, from a number or a numeric string. `undefined` if it is missing or `null`. */
function codeOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  // Numeric text, or a name of the OAuth endpoints: "authorization_pending".
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function hasErrorWord(body: JsonObject): boolean {
  return (
    isObject(body['error']) ||
    textOf(body['error']) !== undefined ||
    textOf(body['error_message']) !== undefined
  );
}

function textOf(value: unknown): string | undefined {
  const text = stringOf(value);
  return text === undefined || text.trim() === '' ? undefined : text;
}

function logIdOf(body: JsonObject, nested: JsonObject | undefined): string | undefined {
  const detail = isObject(body['detail']) ? body['detail'] : undefined;
  return (
    textOf(detail?.['logid']) ??
    textOf(nested?.['logid']) ??
    textOf(nested?.['log_id']) ??
    textOf(body['log_id']) ??
    textOf(body['logid'])
  );
}
