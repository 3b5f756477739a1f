import { openRun, waitingTurn } from '../../shared/conversation/conversation';
import type { TokenUsage } from '../../shared/usage';
import type { WorkflowRef } from '../../shared/workflow';
import type { JournalContent } from './readConversation';

/** A row of the history. */
export interface ConversationSummary {
  readonly id: string;
  readonly title: string;
  readonly workflow: WorkflowRef | undefined;
  /** The latest time of an event, in milliseconds since the epoch by the clock at that time; for display only. */
  readonly lastAt: number;
  /** Number of turns that are not hidden. */
  readonly turns: number;
  readonly usage: TokenUsage;
  /** The last turn has an open question that the user has not dismissed. */
  readonly isWaiting: boolean;
  /** A run is open in a process that is alive. */
  readonly isRunning: boolean;
}

/** A summary that is valid while the journal is unchanged. Whether its writers are alive is checked each time. */
export interface SummaryRow {
  /** The stamp of the journal. */
  readonly stamp: string;
  readonly summary: Omit<ConversationSummary, 'isRunning'>;
  /** Writers with an open run. */
  readonly writers: readonly string[];
  /** The conversation has no message and is not listed. */
  readonly isEmpty: boolean;
}

/** The row of a conversation. */
export function summarize({ conversation, lastAt, openRuns, state }: JournalContent): SummaryRow {
  const turns = conversation.turns.filter((turn) => !turn.isHidden);
  return {
    stamp: state.stamp,
    writers: openRun(conversation) ? openRuns.writers : [],
    isEmpty: conversation.turns.length === 0 && conversation.queue.length === 0,
    summary: {
      id: conversation.id,
      title: conversation.title,
      workflow: conversation.workflow,
      lastAt: Math.max(lastAt, 0),
      turns: turns.length,
      usage: conversation.usage,
      isWaiting: waitingTurn(conversation)?.isInterruptDismissed === false,
    },
  };
}
