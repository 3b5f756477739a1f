import type { ChatClient } from '../coze/wire/chatRequest';
import { workflowRef, type Workflow } from '../shared/workflow';
import type { Target } from './target';

/** A chatflow as a target. It takes the next message of a conversation that waits as the answer (coze-protocol §3.1). */
export function chatflowTarget(client: Pick<ChatClient, 'streamChat'>, workflow: Workflow): Target {
  const stream: Target['run'] = ({ message, conversationId, earlierMessages }, signal, trace) => {
    const { text, attachments, parameters } = message;
    const last = { role: 'user' as const, text, ...(attachments.length > 0 && { attachments }) };
    return client.streamChat(
      {
        workflow,
        ...(conversationId !== undefined && { conversationId }),
        messages: [...earlierMessages, last],
        ...(parameters && { parameters }),
      },
      signal,
      trace,
    );
  };
  return {
    describe: () => ({ ...workflowRef(workflow), baseUrl: workflow.baseUrl }),
    run: stream,
    resume: stream,
  };
}
