import type { CozeEvent } from './cozeEvent';
import type { TraceSink } from './traceEntry';
import type { MediaItem } from '../../shared/conversation/content';
import type { Workflow } from '../../shared/workflow';

/** One message of `additional_messages`, independent of Coze's format. */
export interface ChatRequestMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
  /** Public URLs, user messages only. */
  readonly attachments?: readonly MediaItem[];
}

/** The input of one run. */
export interface ChatRequest {
  readonly workflow: Workflow;
  /** From `conversation.chat.created` of an earlier run; absent on the first run. */
  readonly conversationId?: string;
  /** 1 to 50 messages, oldest first. The last one is the user's. */
  readonly messages: readonly ChatRequestMessage[];
  /** Inputs of the start node for this run. They override those of the workflow. */
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** The interface of the service for the use cases. */
export interface ChatClient {
  /**
   * Runs the workflow with exactly one POST. Ends with the stream; yields `done` if the service sent it. Throws {@link
   * CozeError} if the stream cannot be read to its end. Aborting `signal` closes the socket and ends the iteration
   * without an error. `trace` receives what crosses the wire.
   */
  streamChat(request: ChatRequest, signal: AbortSignal, trace?: TraceSink): AsyncIterable<CozeEvent>;
  /** Asks the service to cancel a chat. Resolves to true if it agreed. Takes 3 s at most and never throws. */
  cancelChat(workflow: Workflow, conversationId: string, chatId: string): Promise<boolean>;
  /** Throws {@link CozeError}. */
  giveFeedback(
    workflow: Workflow,
    conversationId: string,
    messageId: string,
    feedback: 'like' | 'unlike' | 'none',
  ): Promise<void>;
}
