import type { ChatEvent, RunEnd, RunSignal, TransientEvent, UserEvent } from './chatEvent';
import type { Conversation, Run, RunOutcome, Turn } from './conversation';
import { applyToMessages, giveFeedback } from './messages';
import { addTokens, maxTokens, noTokens } from './usage';

/**
 * What an event does to a conversation. Pure, total and immutable: the host, every view and the journal on disk get the
 * same conversation from the same events. An event that names an unknown turn or run changes nothing, and a run that
 * has ended takes no further events, so late, doubled or lost events can neither reopen nor shrink it.
 */
export function reduce(state: Conversation, event: ChatEvent): Conversation {
  switch (event.type) {
    case 'conversationStarted':
      if (state.id !== '') return state;
      return {
        ...state,
        id: event.conversationId,
        workflow: event.workflow,
        startedAt: event.at,
        ...(event.forkedFrom && { forkedFrom: event.forkedFrom }),
      };
    case 'conversationRenamed':
      return { ...state, title: event.title };
    case 'serviceConversationDropped': {
      const { cozeConversationId: dropped, ...rest } = state;
      return rest;
    }
    case 'messageSent':
    case 'interruptAnswered':
    case 'runRepeated':
    case 'messageQueued':
    case 'queuedMessageRemoved':
    case 'queueHeld':
    case 'interruptDismissed':
    case 'turnHidden':
    case 'turnShown':
    case 'feedbackGiven':
      return reduceUserEvent(state, event);
    default:
      return reduceRunEvent(state, event);
  }
}

function reduceUserEvent(state: Conversation, event: UserEvent): Conversation {
  switch (event.type) {
    case 'messageSent':
      if (state.turns.some((turn) => turn.id === event.turnId)) return state;
      return {
        ...state,
        title: state.title || titleFrom(event.text),
        turns: [
          ...state.turns,
          {
            id: event.turnId,
            text: event.text,
            attachments: event.attachments,
            sentAt: event.at,
            runs: [newRun(event.runId, event.at)],
            isHidden: false,
            isInterruptDismissed: false,
          },
        ],
      };
    case 'interruptAnswered':
      return withTurn(state, event.turnId, (turn) =>
        addRun(
          { ...turn, isInterruptDismissed: false },
          { ...newRun(event.runId, event.at), reply: event.text },
        ),
      );
    case 'runRepeated':
      return withTurn(state, event.turnId, (turn) => addRun(turn, newRun(event.runId, event.at)));
    case 'messageQueued':
      if (state.queue.some((message) => message.id === event.queueId)) return state;
      return {
        ...state,
        queue: [
          ...state.queue,
          { id: event.queueId, text: event.text, attachments: event.attachments, isOnHold: false },
        ],
      };
    case 'queuedMessageRemoved':
      return { ...state, queue: state.queue.filter((message) => message.id !== event.queueId) };
    case 'queueHeld':
      return withQueueOnHold(state);
    case 'interruptDismissed':
      return withTurn(state, event.turnId, (turn) => ({ ...turn, isInterruptDismissed: true }));
    case 'turnHidden':
    case 'turnShown':
      return withTurn(state, event.turnId, (turn) => ({ ...turn, isHidden: event.type === 'turnHidden' }));
    case 'feedbackGiven':
      return withRun(state, event.runId, (run) => ({
        ...run,
        messages: giveFeedback(run.messages, event.messageId, event.feedback),
      }));
  }
}

function reduceRunEvent(state: Conversation, event: RunSignal | RunEnd | TransientEvent): Conversation {
  switch (event.type) {
    case 'chatStarted': {
      const next = withOpenRun(state, event.runId, (run) =>
        // The first id counts: the documentation's samples have another one in every event.
        event.chatId && !run.chatId ? { ...run, chatId: event.chatId } : run,
      );
      const isNews = event.cozeConversationId && event.cozeConversationId !== state.cozeConversationId;
      return isNews && isOpen(state, event.runId)
        ? { ...next, cozeConversationId: event.cozeConversationId }
        : next;
    }
    case 'usageReported': {
      let added = noTokens;
      const next = withOpenRun(state, event.runId, (run) => {
        const usage = maxTokens(run.usage, event.usage);
        // A difference, not a sum: a total that is split up now leaves "unsplit" again.
        added = {
          input: usage.input - run.usage.input,
          output: usage.output - run.usage.output,
          unsplit: usage.unsplit - run.usage.unsplit,
        };
        return { ...run, usage };
      });
      return next === state ? state : { ...next, usage: addTokens(state.usage, added) };
    }
    case 'runWaiting':
    case 'runStopped':
    case 'runFailed':
    case 'runCutOff': {
      const next = withOpenRun(state, event.runId, (run) => reduceRun(run, event));
      return next === state ? state : withQueueOnHold(next);
    }
    default:
      return withOpenRun(state, event.runId, (run) => reduceRun(run, event));
  }
}

type EventOfOneRun = Exclude<
  RunSignal | RunEnd | TransientEvent,
  { type: 'chatStarted' } | { type: 'usageReported' }
>;

function reduceRun(run: Run, event: EventOfOneRun): Run {
  switch (event.type) {
    case 'textAppended':
    case 'reasoningAppended':
    case 'messageCompleted':
      return { ...run, messages: applyToMessages(run.messages, run.id, event) };
    case 'followUpSuggested':
      return run.followUps.includes(event.text) ? run : { ...run, followUps: [...run.followUps, event.text] };
    case 'debugUrlReceived':
      // A valid link is not replaced by a hostile one that comes later.
      if (run.isDebugUrlTrusted && !event.isTrusted) return run;
      return { ...run, debugUrl: event.url, isDebugUrlTrusted: event.isTrusted };
    case 'executionIdentified':
      return { ...run, executeId: event.executeId };
    case 'interruptSignalled':
      return run.interruptSignals.includes(event.signal)
        ? run
        : { ...run, interruptSignals: [...run.interruptSignals, event.signal] };
    case 'chatCompleted':
      return run.said ? run : { ...run, said: 'completed' };
    case 'chatCanceled':
      return run.said ? run : { ...run, said: 'canceled' };
    case 'chatFailed':
      // The first error wins; a failure outweighs whatever was said before it.
      return run.said === 'failed' ? run : { ...run, said: 'failed', error: event.error };
    case 'runCompleted':
      return endRun({ ...run, skippedEvents: event.skippedEvents ?? 0 }, 'completed', event.at);
    case 'runWaiting':
      return endRun(run, 'waiting', event.at);
    case 'runStopped':
      return endRun(run, 'stopped', event.at);
    case 'runFailed':
      return endRun({ ...run, error: event.error }, 'failed', event.at);
    case 'runCutOff':
      return endRun({ ...run, error: event.error }, 'cutOff', event.at);
    case 'silenceNoticed':
      return { ...run, silentSince: event.since };
    case 'silenceEnded':
      return withoutSilence(run);
    case 'retryScheduled':
      return { ...run, retry: { attempt: event.attempt, until: event.until, error: event.error } };
    case 'retryStarted':
      return withoutRetry(run);
  }
}

function endRun(run: Run, outcome: RunOutcome, at: number): Run {
  return { ...withoutSilence(withoutRetry(run)), outcome, endedAt: at };
}

function withoutSilence({ silentSince, ...run }: Run): Run {
  return run;
}

function withoutRetry({ retry, ...run }: Run): Run {
  return run;
}

function newRun(id: string, at: number): Run {
  return {
    id,
    startedAt: at,
    messages: [],
    followUps: [],
    usage: noTokens,
    isDebugUrlTrusted: false,
    interruptSignals: [],
    skippedEvents: 0,
  };
}

function addRun(turn: Turn, run: Run): Turn {
  return turn.runs.some((other) => other.id === run.id) ? turn : { ...turn, runs: [...turn.runs, run] };
}

function withTurn(state: Conversation, turnId: string, change: (turn: Turn) => Turn): Conversation {
  const index = state.turns.findLastIndex((turn) => turn.id === turnId);
  const turn = state.turns[index];
  return turn ? replaceTurn(state, index, turn, change(turn)) : state;
}

function withRun(state: Conversation, runId: string, change: (run: Run) => Run): Conversation {
  // From the end: the run that is talked about is nearly always the newest.
  for (let index = state.turns.length - 1; index >= 0; index--) {
    const turn = state.turns[index];
    const at = turn?.runs.findLastIndex((run) => run.id === runId) ?? -1;
    const run = turn?.runs[at];
    if (!turn || !run) continue;
    const changed = change(run);
    return changed === run
      ? state
      : replaceTurn(state, index, turn, { ...turn, runs: turn.runs.with(at, changed) });
  }
  return state;
}

function withOpenRun(state: Conversation, runId: string, change: (run: Run) => Run): Conversation {
  return withRun(state, runId, (run) => (run.outcome === undefined ? change(run) : run));
}

function isOpen(state: Conversation, runId: string): boolean {
  return state.turns.some((turn) => turn.runs.some((run) => run.id === runId && run.outcome === undefined));
}

function replaceTurn(state: Conversation, index: number, before: Turn, after: Turn): Conversation {
  return after === before ? state : { ...state, turns: state.turns.with(index, after) };
}

/** Queued messages wait for one run to complete. Once that cannot happen any more they are the user's to send. */
function withQueueOnHold(state: Conversation): Conversation {
  if (state.queue.every((message) => message.isOnHold)) return state;
  return { ...state, queue: state.queue.map((message) => ({ ...message, isOnHold: true })) };
}

const titleLength = 60;

/** First line that says something, cut at 60 characters without splitting a surrogate pair. */
export function titleFrom(text: string): string {
  const line =
    text
      .split('\n')
      .find((candidate) => candidate.trim() !== '')
      ?.trim() ?? '';
  const characters = Array.from(line.slice(0, titleLength * 2 + 2));
  return characters.length > titleLength
    ? `${characters.slice(0, titleLength - 1).join('')}…`
    : characters.join('');
}
