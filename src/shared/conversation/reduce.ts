import type { ChatEvent, RunEnd, RunSignal, UserEvent } from './chatEvent';
import type { Conversation, Run, Turn } from './conversation';
import { giveFeedback } from './messages';
import { newRun, reduceRun } from './reduceRun';
import type { TransientEvent } from './transientEvent';
import { copyingTurns, RecordedTurns, type TurnEditor } from './turnEditor';
import { messageOf } from './userMessage';
import { addTokens, maxTokens, noTokens } from '../usage';

/**
 * Applies an event to a conversation. Pure, total and immutable: host, view and journal get the same conversation from the
 * same events. Events of an unknown turn or run, or of a run that has ended, change nothing: late, doubled or lost events
 * neither reopen a run nor shrink it.
 */
export function reduce(state: Conversation, event: ChatEvent): Conversation {
  return apply(state, event, copyingTurns);
}

/**
 * Applies many events. Same result as {@link reduce} for each, without copying the list of turns for each.
 */
export class Replay {
  private readonly turns = new RecordedTurns();

  /** Mutated by {@link add}; the caller owns it after the last event. */
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
        ...(event.replayOf && { replayOf: event.replayOf }),
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
        // Keep the first ID: in the samples of Coze's documentation it differs in every event.
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
          // A difference, because `unsplit` decreases when input and output are reported later.
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

/** Queued messages wait for a run to complete. If it does not, only the user sends them. */
function withQueueOnHold(state: Conversation): Conversation {
  if (state.queue.every((message) => message.isOnHold)) return state;
  return { ...state, queue: state.queue.map((message) => ({ ...message, isOnHold: true })) };
}

const titleLength = 60;

/** The first line that is not blank, cut at 60 characters without splitting a surrogate pair. */
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
