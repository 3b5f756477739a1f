import { isDemo, type Workflow } from '../shared/workflow';
import type { FileClient, FileToUpload, UploadedFile } from './cozeApi';
import { cancelChat } from './endpoints/chats/cancel';
import { streamChat, type ChatDeps } from './endpoints/chats/chat';
import { giveFeedback } from './endpoints/chats/feedback';
import { uploadFile } from './endpoints/chats/upload';
import type { Endpoint } from './transport/authorizedFetch';
import type { TraceSink } from './wire/traceEntry';
import type { ChatClient, ChatRequest } from './wire/chatRequest';
import type { CozeEvent } from './wire/cozeEvent';

/** Coze over HTTP. Each call is one request; no request is repeated. */
export class CozeClient implements ChatClient, FileClient {
  constructor(private readonly deps: ChatDeps) {}

  streamChat(request: ChatRequest, signal: AbortSignal, trace?: TraceSink): AsyncIterable<CozeEvent> {
    return streamChat(endpointOf(request.workflow), request, signal, this.deps, trace);
  }

  cancelChat(workflow: Workflow, conversationId: string, chatId: string): Promise<boolean> {
    return cancelChat(endpointOf(workflow), conversationId, chatId, this.deps);
  }

  giveFeedback(
    workflow: Workflow,
    conversationId: string,
    messageId: string,
    feedback: 'like' | 'unlike' | 'none',
  ): Promise<void> {
    return giveFeedback(endpointOf(workflow), conversationId, messageId, feedback, this.deps);
  }

  uploadFile(
    workflow: Workflow,
    file: FileToUpload,
    onSent: (bytes: number) => void,
    signal: AbortSignal,
  ): Promise<UploadedFile> {
    return uploadFile(endpointOf(workflow), file, onSent, signal, this.deps);
  }
}

function endpointOf(workflow: Workflow): Endpoint {
  return { baseUrl: workflow.baseUrl, isDemo: isDemo(workflow) };
}
