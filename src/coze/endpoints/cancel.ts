import { looseObject } from 'valibot';
import { explainError } from '../errors/cozeError';
import type { Endpoint, HttpDeps } from '../transport/authorizedFetch';
import { call } from '../transport/call';
import type { WireLog } from '../transport/trace';

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
    await call(endpoint, { method: 'POST', path: '/v3/chat/cancel', body, timeoutMs }, looseObject({}), deps);
    return true;
  } catch (error) {
    const { reason, code, logId } = explainError(error);
    deps.log.info(`cancel was refused: ${[reason, code, logId].filter(Boolean).join(', ')}`);
    return false;
  }
}
