/** A chat of the service: one run of a chatflow. */
export interface Chat {
  readonly id: string;
  readonly conversationId: string;
  readonly executeId: string;
  readonly workflowId: string;
  readonly botId: string | undefined;
  /** Origin of its debug page. */
  readonly site: string;
  /** Seconds since the epoch. */
  readonly createdAt: number;
  /** Number of messages of the conversation before it. */
  readonly saidBefore: number;
  /** The text of its answers so far. */
  output?: string;
  failure?: { readonly code: number; readonly message: string };
  status: 'in_progress' | 'completed' | 'failed' | 'requires_action' | 'canceled';
}
