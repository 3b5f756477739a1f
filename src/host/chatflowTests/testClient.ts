import type { FileClient } from '../../coze/cozeApi';
import type { Target } from '../../runs/target';
import type { Workflow } from '../../shared/workflow';

/** Shows a recorded run beside the editor. Never rejects. */
export type Inspect = (runId: string) => void;

/** What the tests call. */
export interface TestClient extends FileClient {
  /** Asks the service to cancel a run. Never rejects. */
  cancelChat(workflow: Workflow, conversationId: string, chatId: string): Promise<unknown>;
  /** The target of a workflow, which the host cannot make. */
  targetOf(workflow: Workflow): Target;
}
