import type { ChatRequestMessage } from '../coze/wire/chatRequest';
import type { CozeEvent } from '../coze/wire/cozeEvent';
import type { TraceSink } from '../coze/wire/traceEntry';
import type { UserMessage } from '../shared/conversation/userMessage';
import type { WorkflowRef } from '../shared/workflow';

/** What one run sends to its target. */
export interface TargetInput {
  readonly message: UserMessage;
  /** The target's own conversation; absent where this run begins one. */
  readonly conversationId?: string;
  /** Messages before this one, oldest first, for a target that does not know them. */
  readonly earlierMessages: readonly ChatRequestMessage[];
}

interface TargetDescription extends WorkflowRef {
  /** Base URL of the service: debug links to its origin are trusted. */
  readonly baseUrl: string;
}

/** What a run can be sent to, such as a chatflow. */
export interface Target {
  describe(): TargetDescription;
  /**
   * Starts a run and yields its events until the stream ends. One call is one request. Throws {@link CozeError} if the
   * stream cannot be read to its end. Aborting `signal` closes the connection and ends the iteration without an error. `trace`
   * receives what crosses the wire.
   */
  run(input: TargetInput, signal: AbortSignal, trace?: TraceSink): AsyncIterable<CozeEvent>;
  /** Answers the question of the conversation's last run, and continues like {@link run}. */
  resume(answer: TargetInput, signal: AbortSignal, trace?: TraceSink): AsyncIterable<CozeEvent>;
}
