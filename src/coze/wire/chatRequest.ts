import type { CozeEvent } from './cozeEvent';
import type { MediaItem } from '../../shared/conversation/content';
import type { Workflow } from '../../shared/workflow';

/** One message of `additional_messages`, before it takes Coze's shape. */
export interface ChatRequestMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
  /** Public URLs that go with the text, user messages only. */
  readonly attachments?: readonly MediaItem[];
}

/** What one run asks of the service. */
export interface ChatRequest {
  readonly workflow: Workflow;
  /** From `conversation.chat.created` of an earlier run; absent on the first. */
  readonly conversationId?: string;
  /** 1 to 50, oldest first, the last one the user's. */
  readonly messages: readonly ChatRequestMessage[];
  /** Inputs of the start node for this run. They override those of the workflow. */
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** The wire as the use cases see it. */
export interface ChatClient {
  /**
   * Runs the workflow: exactly one POST. Ends when the stream does; `done` is yielded where the service said it.
   * Throws {@link CozeError} for everything that keeps the stream from being read to its end. Aborting `signal` closes
   * the socket and ends the iteration without an error.
   */
  streamChat(request: ChatRequest, signal: AbortSignal): AsyncIterable<CozeEvent>;
  /** Best effort, 3 s at most, never throws: asks the service to cancel. True when it agreed. */
  cancelChat(workflow: Workflow, conversationId: string, chatId: string): Promise<boolean>;
  /** Throws {@link CozeError}. */
  giveFeedback(
    workflow: Workflow,
    conversationId: string,
    messageId: string,
    feedback: 'like' | 'unlike' | 'none',
  ): Promise<void>;
}
