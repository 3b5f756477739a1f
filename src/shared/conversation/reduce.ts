import type { ChatEvent, RunEnd, RunSignal, UserEvent } from './chatEvent';
import type { TransientEvent } from './transientEvent';
import type { Conversation, Run, RunOutcome, Turn } from './conversation';
import { limits } from '../limits';
import { applyToMessages, closeMessage, giveFeedback } from '../messages';
import { messageOf } from './userMessage';
import { copyingTurns, RecordedTurns, type TurnEditor } from './turnEditor';
import { addTokens, maxTokens, noTokens } from '../usage';

/**
 * What an event does to a conversation. Pure, total and immutable: the host, every view and the journal on disk get the
 * same conversation from the same events. An event that names an unknown turn or run changes nothing, and a run that
 * has ended takes no further events, so late, doubled or lost events can neither reopen nor shrink it.
 */
export function reduce(state: Conversation, event: ChatEvent): Conversation {
  return apply(state, event, copyingTurns);
}

/**
 * Takes events one after another, for a conversation that is read whole: the same as {@link reduce} for each, without a
 * copy of the list of turns for each.
 */
export class Replay {
  private readonly turns = new RecordedTurns();

  /** Changes while events are added; belongs to the caller once the last one is. */
  constructor(public conversation: Conversation) {
    this.conversation = { ...conversation, turns: this.turns.takeOver(conversation.turns) };
  }

  add(event: ChatEvent): void {
    this.conversation = apply(this.conversation, event, this.turns);
  }
}

/** The conversation after all these events: see {@link Replay}. */
export function reduceAll(state: Conversation, events: readonly ChatEvent[]): Conversation {
  if (events.length === 0) return state;
  const replay = new Replay(state);
  for (const event of events) replay.add(event);
  return replay.conversation;
}

function apply(state: Conversation, event: ChatEvent, editor: TurnEditor): Conversation {
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
      return reduceUserEvent(state, event, editor);
    default:
      return reduceRunEvent(state, event, editor);
  }
}

function reduceUserEvent(state: Conversation, event: UserEvent, editor: TurnEditor): Conversation {
  switch (event.type) {
    case 'messageSent':
      if (editor.indexOfTurn(state.turns, event.turnId) >= 0) return state;
      return {
        ...state,
        title: state.title || titleFrom(event.text),
        turns: editor.addTurn(state.turns, {
          id: event.turnId,
          ...messageOf(event),
          sentAt: event.at,
          runs: [newRun(event.runId, event.at)],
          isHidden: false,
          isInterruptDismissed: false,
        }),
      };
    case 'interruptAnswered':
      return withTurn(
        addRun(state, event.turnId, { ...newRun(event.runId, event.at), reply: event.text }, editor),
        event.turnId,
        (turn) => ({ ...turn, isInterruptDismissed: false }),
        editor,
      );
    case 'runRepeated':
      return addRun(state, event.turnId, newRun(event.runId, event.at), editor);
    case 'messageQueued':
      if (state.queue.some((message) => message.id === event.queueId)) return state;
      return {
        ...state,
        queue: [...state.queue, { id: event.queueId, ...messageOf(event), isOnHold: false }],
      };
    case 'queuedMessageRemoved':
      return { ...state, queue: state.queue.filter((message) => message.id !== event.queueId) };
    case 'queueHeld':
      return withQueueOnHold(state);
    case 'interruptDismissed':
      return withTurn(state, event.turnId, (turn) => ({ ...turn, isInterruptDismissed: true }), editor);
    case 'turnHidden':
    case 'turnShown':
      return withTurn(
        state,
        event.turnId,
        (turn) => ({ ...turn, isHidden: event.type === 'turnHidden' }),
        editor,
      );
    case 'feedbackGiven':
      return withRun(
        state,
        event.runId,
        (run) => ({ ...run, messages: giveFeedback(run.messages, event.messageId, event.feedback) }),
        editor,
      );
  }
}

function reduceRunEvent(
  state: Conversation,
  event: RunSignal | RunEnd | TransientEvent,
  editor: TurnEditor,
): Conversation {
  switch (event.type) {
    case 'chatStarted': {
      const next = withOpenRun(
        state,
        event.runId,
        // The first id counts: the documentation's samples have another one in every event.
        (run) => (event.chatId && !run.chatId ? { ...run, chatId: event.chatId } : run),
        editor,
      );
      const isNews = event.cozeConversationId && event.cozeConversationId !== state.cozeConversationId;
      return isNews && isOpen(state, event.runId, editor)
        ? { ...next, cozeConversationId: event.cozeConversationId }
        : next;
    }
    case 'usageReported': {
      let added = noTokens;
      const next = withOpenRun(
        state,
        event.runId,
        (run) => {
          const usage = maxTokens(run.usage, event.usage);
          // A difference, not a sum: a total that is split up now leaves "unsplit" again.
          added = {
            input: usage.input - run.usage.input,
            output: usage.output - run.usage.output,
            unsplit: usage.unsplit - run.usage.unsplit,
          };
          return { ...run, usage };
        },
        editor,
      );
      return next === state ? state : { ...next, usage: addTokens(state.usage, added) };
    }
    case 'runWaiting':
    case 'runStopped':
    case 'runFailed':
    case 'runCutOff': {
      const next = withOpenRun(state, event.runId, (run) => reduceRun(run, event), editor);
      return next === state ? state : withQueueOnHold(next);
    }
    default:
      return withOpenRun(state, event.runId, (run) => reduceRun(run, event), editor);
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
      return reduceMessage(run, event);
    case 'followUpSuggested':
      if (run.followUps.includes(event.text)) return run;
      return run.followUps.length < limits.followUps
        ? { ...run, followUps: [...run.followUps, event.text] }
        : { ...run, omittedFollowUps: (run.omittedFollowUps ?? 0) + 1 };
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
      return run.reportedStatus ? run : { ...run, reportedStatus: 'completed' };
    case 'chatCanceled':
      return run.reportedStatus ? run : { ...run, reportedStatus: 'canceled' };
    case 'chatFailed':
      // The first error wins; a failure outweighs whatever was said before it.
      return run.reportedStatus === 'failed' ? run : { ...run, reportedStatus: 'failed', error: event.error };
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

function reduceMessage(run: Run, event: Parameters<typeof applyToMessages>[2]): Run {
  const messages = applyToMessages(run.messages, run.id, event);
  if (messages) return { ...run, messages };
  const omittedMessages = (run.omittedMessages ?? 0) + (event.type === 'messageCompleted' ? 1 : 0);
  return { ...run, omittedMessages };
}

function endRun(run: Run, outcome: RunOutcome, at: number): Run {
  const messages = run.messages.some(({ scan }) => scan) ? run.messages.map(closeMessage) : run.messages;
  return { ...withoutSilence(withoutRetry(run)), messages, outcome, endedAt: at };
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

function addRun(state: Conversation, turnId: string, run: Run, editor: TurnEditor): Conversation {
  const { turns } = state;
  const index = editor.indexOfTurn(turns, turnId);
  const turn = turns[index];
  if (!turn || turn.runs.some((other) => other.id === run.id)) return state;
  const runs = editor.addRun(turns, index, run);
  return { ...state, turns: editor.setTurn(turns, index, { ...turn, runs }) };
}

function withTurn(
  state: Conversation,
  turnId: string,
  change: (turn: Turn) => Turn,
  editor: TurnEditor,
): Conversation {
  const index = editor.indexOfTurn(state.turns, turnId);
  const turn = state.turns[index];
  return turn ? { ...state, turns: editor.setTurn(state.turns, index, change(turn)) } : state;
}

function withRun(
  state: Conversation,
  runId: string,
  change: (run: Run) => Run,
  editor: TurnEditor,
): Conversation {
  const { turns } = state;
  const index = editor.indexOfRun(turns, runId);
  const turn = turns[index];
  // From the end: the run that is talked about is nearly always the newest.
  const at = turn?.runs.findLastIndex((run) => run.id === runId) ?? -1;
  const run = turn?.runs[at];
  if (!turn || !run) return state;
  const changed = change(run);
  if (changed === run) return state;
  const runs = editor.setRun(turns, index, at, changed);
  return { ...state, turns: editor.setTurn(turns, index, { ...turn, runs }) };
}

function withOpenRun(
  state: Conversation,
  runId: string,
  change: (run: Run) => Run,
  editor: TurnEditor,
): Conversation {
  return withRun(state, runId, (run) => (run.outcome === undefined ? change(run) : run), editor);
}

function isOpen({ turns }: Conversation, runId: string, editor: TurnEditor): boolean {
  const runs = turns[editor.indexOfRun(turns, runId)]?.runs ?? [];
  return runs.some((run) => run.id === runId && run.outcome === undefined);
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
      .split(/[\r\n\u2028\u2029]/)
      .find((candidate) => candidate.trim() !== '')
      ?.trim() ?? '';
  const characters = Array.from(line.slice(0, titleLength * 2 + 2));
  return characters.length > titleLength
    ? `${characters.slice(0, titleLength - 1).join('')}…`
    : characters.join('');
}
