import { openRun, waitingTurn } from '../../shared/conversation/conversation';
import type { TokenUsage } from '../../shared/usage';
import type { WorkflowRef } from '../../shared/workflow';
import type { JournalContent } from './readConversation';

/** One line of the history. */
export interface ConversationSummary {
  readonly id: string;
  readonly title: string;
  readonly workflow: WorkflowRef | undefined;
  /** Milliseconds since the epoch, by the clock of that time: for display. */
  readonly startedAt: number;
  /** Of the last event that has a time. */
  readonly lastAt: number;
  /** Turns that are not hidden. */
  readonly turns: number;
  readonly usage: TokenUsage;
  /** Its last turn asks the user something, and the user has not put the question aside. */
  readonly isWaiting: boolean;
  /** A run is open, and the window that carries it is alive. */
  readonly isRunning: boolean;
}

/** A summary that holds as long as the journal is unchanged. Whether its writers are alive is checked each time. */
export interface SummaryRow {
  /** Of the journal it was made from. */
  readonly stamp: string;
  readonly summary: Omit<ConversationSummary, 'isRunning'>;
  /** Writers with an open run. */
  readonly writers: readonly string[];
  /** Nothing was ever sent: not worth a line. */
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
      startedAt: conversation.startedAt,
      lastAt: Math.max(lastAt, 0),
      turns: turns.length,
      usage: conversation.usage,
      isWaiting: waitingTurn(conversation)?.isInterruptDismissed === false,
    },
  };
}
