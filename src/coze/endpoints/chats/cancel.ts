import { looseObject } from 'valibot';
import { permissions } from '../../../shared/permissions';
import { explainError } from '../../errors/cozeError';
import type { Endpoint, HttpDeps } from '../../transport/authorizedFetch';
import { call } from '../../transport/call';
import type { WireLog } from '../../transport/authorizedFetch';

const timeoutMs = 3_000;

/**
 * Asks the service to cancel a chat (docs/coze-protocol.md, 5). Resolves to true if the service agreed. Takes 3 s at most
 * and never throws.
 */
export async function cancelChat(
  endpoint: Endpoint,
  conversationId: string,
  chatId: string,
  deps: HttpDeps & { readonly log: WireLog },
): Promise<boolean> {
  const body = JSON.stringify({ conversation_id: conversationId, chat_id: chatId });
  try {
    const permission = permissions.cancel;
    const request = { method: 'POST' as const, path: '/v3/chat/cancel', body, permission, timeoutMs };
    await call(endpoint, request, looseObject({}), deps);
    return true;
  } catch (error) {
    const { reason, code, logId } = explainError(error);
    deps.log.info(`cancel was refused: ${[reason, code, logId].filter(Boolean).join(', ')}`);
    return false;
  }
}
