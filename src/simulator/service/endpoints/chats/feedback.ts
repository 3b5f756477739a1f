import { Refusal, refusalOf } from '../../refusal';
import { bodyOf, type Call, type Endpoint } from '../endpoint';

/** Likes or dislikes a message of the service, or withdraws that. Open-source servers have no such endpoint. */
export const feedback: Endpoint = {
  methods: ['POST', 'DELETE'],
  path: '/v1/conversations/:conversationId/messages/:messageId/feedback',
  permission: 'feedback',
  servers: ['cloud'],
  handle: giveFeedback,
};

async function giveFeedback({ service, request, params, logId }: Call): Promise<Response> {
  const conversation = service.memory.find(params['conversationId'] ?? '');
  if (!conversation) throw refusalOf(4002);
  if (!conversation.messageIds.has(params['messageId'] ?? '')) throw new Refusal(4000, 'message not found');
  if (request.method === 'POST') {
    const { feedback_type: type } = await bodyOf(request);
    if (type !== 'like' && type !== 'unlike') throw new Refusal(4000, 'feedback_type is invalid');
  }
  return service.success({}, logId);
}
