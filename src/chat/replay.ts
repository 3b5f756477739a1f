import type { ChatEvent, RunEnd } from '../shared/conversation/chatEvent';
import type { Run, Turn } from '../shared/conversation/conversation';
import { messageOf } from '../shared/conversation/userMessage';
import { errorInfo } from '../shared/errorInfo';

/**
 * Events that show turns again in another conversation, under new IDs. State of the service is omitted: its IDs, tokens
 * and ratings, and a question that waits there does not wait here. An open run is shown in its current state, cut off.
 */
export function replay(turns: readonly Turn[], newId: () => string): readonly ChatEvent[] {
  return turns.flatMap((turn) => replayTurn(turn, newId));
}

function replayTurn(turn: Turn, newId: () => string): readonly ChatEvent[] {
  const turnId = newId();
  const events = turn.runs.flatMap((run, index): readonly ChatEvent[] => {
    const runId = newId();
    const isLast = index === turn.runs.length - 1;
    return [
      opening(turn, run, index === 0, turnId, runId),
      ...content(run, runId),
      ending(run, runId, isLast),
    ];
  });
  if (turn.isHidden) events.push({ type: 'turnHidden', turnId });
  return events;
}

function opening(turn: Turn, run: Run, isFirst: boolean, turnId: string, runId: string): ChatEvent {
  const at = run.startedAt;
  if (isFirst) {
    return { type: 'messageSent', turnId, runId, ...messageOf(turn), at: turn.sentAt };
  }
  return run.reply === undefined
    ? { type: 'runRepeated', turnId, runId, at }
    : { type: 'interruptAnswered', turnId, runId, text: run.reply, at };
}

function content(run: Run, runId: string): readonly ChatEvent[] {
  const events: ChatEvent[] = [];
  run.messages.forEach((message, index) => {
    const { role, text, reasoning, body } = message;
    const messageId = `${runId}-${index}`;
    if (reasoning !== '') events.push({ type: 'reasoningAppended', runId, messageId, text: reasoning });
    events.push(
      message.isComplete
        ? { type: 'messageCompleted', runId, messageId, role, text, body }
        : { type: 'textAppended', runId, messageId, role, text, body },
    );
  });
  for (const text of run.followUps) events.push({ type: 'followUpSuggested', runId, text });
  for (const signal of run.interruptSignals) events.push({ type: 'interruptSignalled', runId, signal });
  if (run.debugUrl !== undefined) {
    events.push({ type: 'debugUrlReceived', runId, url: run.debugUrl, isTrusted: run.isDebugUrlTrusted });
  }
  return events;
}

function ending(run: Run, runId: string, isLast: boolean): RunEnd {
  const at = run.endedAt ?? run.startedAt;
  const error = run.error ?? errorInfo('interruptedByRestart');
  switch (run.outcome) {
    case 'completed':
      return { type: 'runCompleted', runId, at, skippedEvents: run.skippedEvents };
    case 'waiting':
      return { type: isLast ? 'runCompleted' : 'runWaiting', runId, at };
    case 'stopped':
      return { type: 'runStopped', runId, at };
    case 'failed':
      return { type: 'runFailed', runId, at, error };
    default:
      return { type: 'runCutOff', runId, at, error };
  }
}
