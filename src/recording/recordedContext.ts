import type { ReplyContext } from '../coze/errors/serviceError';
import { permissions } from '../shared/permissions';
import { parseUrl } from '../shared/urls/urls';
import type { RecordedAttempt } from './recording';

/** The context in which the events of a live run are decoded (see `acceptGate.ts`), without secrets to remove. */
export function recordedContext({
  request,
  response,
}: Pick<RecordedAttempt, 'request' | 'response'>): ReplyContext {
  const logId = logIdOf(response);
  return {
    host: parseUrl(request?.url ?? '')?.host ?? '',
    secrets: [],
    permission: permissions.chat,
    ...(logId !== undefined && { logId }),
  };
}

/** The log ID of a response, at most 200 characters. */
export function logIdOf(response: RecordedAttempt['response']): string | undefined {
  const logId = response?.headers['x-tt-logid'] ?? response?.headers['x-log-id'];
  return logId ? logId.slice(0, 200) : undefined;
}
