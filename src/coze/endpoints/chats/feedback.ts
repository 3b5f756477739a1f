import { looseObject } from 'valibot';
import { permissions } from '../../../shared/permissions';
import type { Endpoint, HttpDeps } from '../../transport/authorizedFetch';
import { call } from '../../transport/call';

/** Rates a message, or removes the rating (docs/coze-protocol.md, 5). Throws {@link CozeError}. */
export async function giveFeedback(
  endpoint: Endpoint,
  conversationId: string,
  messageId: string,
  feedback: 'like' | 'unlike' | 'none',
  deps: HttpDeps,
): Promise<void> {
  const path = `/v1/conversations/${encodeURIComponent(conversationId)}/messages/${encodeURIComponent(messageId)}/feedback`;
  const request =
    feedback === 'none'
      ? { method: 'DELETE' as const, path }
      : { method: 'POST' as const, path, body: JSON.stringify({ feedback_type: feedback }) };
  await call(endpoint, { ...request, permission: permissions.feedback }, looseObject({}), deps);
}
