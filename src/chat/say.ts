import { messageOf, type UserMessage } from '../shared/conversation/userMessage';
import type { WhileWaiting } from '../shared/protocol';
import { isHttpUrl } from '../shared/urls/urls';
import type { Workflow } from '../shared/workflow';
import { ChatSession } from './chatSession';
import type { ChatSessions } from './chatSessions';

export interface SayDeps {
  readonly sessions: Pick<ChatSessions, 'start' | 'hold' | 'fork'>;
  /** The configured workflows. */
  readonly workflows: {
    byKey(key: string): Workflow | undefined;
    /** The workflow for new conversations. */
    readonly selected: Workflow | undefined;
  };
  /** Resolves to whether the workflow may run. May ask the user. */
  readonly consent: (workflow: Workflow) => Promise<boolean>;
  /** Adds the inputs of the workflow to the message; `undefined` if one is missing or not valid. */
  readonly complete: (workflow: Workflow, message: UserMessage) => Promise<UserMessage | undefined>;
}

/** The sender of a message: a chat of the editor, or a tool. */
export interface Speaker {
  /** The conversation that the message belongs to; `undefined` before its first message. */
  readonly session: ChatSession | undefined;
  /** Called when a conversation was started for the message. It becomes the speaker's. */
  show(session: ChatSession): void;
}

/**
 * The result for a message. `waiting`: the workflow waits for an answer, and `whileWaiting` was not passed. `declined`:
 * consent was refused. `inputsInvalid`: an input of the workflow is missing or not valid.
 */
export type SayResult =
  'sent' | 'waiting' | 'noWorkflow' | 'declined' | 'attachmentInvalid' | 'inputsInvalid';

/**
 * Sends a message to a workflow. Starts a conversation if the speaker has none, or if `whileWaiting` asks for a new
 * one. Resolves to `sent` when the message is on disk, queued messages included.
 */
export async function say(
  message: UserMessage,
  speaker: Speaker,
  deps: SayDeps,
  whileWaiting?: WhileWaiting,
): Promise<SayResult> {
  if (!message.attachments.every(({ url, fileId }) => fileId !== undefined || isHttpUrl(url)))
    return 'attachmentInvalid';
  const isNew = !continuable(speaker) || whileWaiting === 'newConversation';
  const workflow = isNew ? nextWorkflow(speaker.session, deps) : undefined;
  if (isNew && !workflow) return 'noWorkflow';
  const mayRun = workflow
    ? await deps.consent(workflow)
    : speaker.session && (await maySay(speaker.session, deps));
  if (!mayRun) return 'declined';
  const completed = await withInputs(message, workflow ?? speaker.session, deps);
  if (!completed) return 'inputsInvalid';
  // Another message may have started the conversation while the consent was pending.
  let session = whileWaiting === 'newConversation' ? undefined : continuable(speaker);
  if (!session && workflow) {
    session = deps.sessions.start(workflow);
    speaker.show(session);
  }
  const isSent = await session?.send(completed, { isAnswer: whileWaiting === 'answer' });
  return isSent === false ? 'waiting' : 'sent';
}

/** The speaker's session, unless it is a replay: the next message starts a conversation. */
function continuable({ session }: Speaker): ChatSession | undefined {
  return session?.conversation.replayOf ? undefined : session;
}

/** Sends a queued message now, by the rules of {@link say}. It stays in the queue until it is sent. */
export async function sayQueued(
  queueId: string,
  speaker: Speaker,
  deps: SayDeps,
  whileWaiting?: WhileWaiting,
): Promise<SayResult> {
  const { session } = speaker;
  const queued = session?.conversation.queue.find(({ id }) => id === queueId);
  if (!session || !queued) return 'sent';
  if (whileWaiting === 'newConversation') {
    const result = await say(messageOf(queued), speaker, deps, whileWaiting);
    if (result === 'sent') await session.removeQueued(queueId);
    return result;
  }
  if (!(await maySay(session, deps))) return 'declined';
  const isSent = await session.sendQueued(queueId, { isAnswer: whileWaiting === 'answer' });
  return isSent ? 'sent' : 'waiting';
}

/** Sends a turn with another text, in a new conversation that starts with the turns before it. */
export async function sayEdited(
  turnId: string,
  text: string,
  speaker: Speaker,
  deps: SayDeps,
): Promise<SayResult> {
  const { session } = speaker;
  if (!session) return 'sent';
  if (!(await maySay(session, deps))) return 'declined';
  const forked = await deps.sessions.fork(session.id, turnId, text);
  if (!forked) return 'declined';
  speaker.show(forked);
  return 'sent';
}

/** The message for a new conversation with a workflow, or for an open one. An answer belongs to a run that has its inputs. */
async function withInputs(
  message: UserMessage,
  to: Workflow | ChatSession | undefined,
  deps: SayDeps,
): Promise<UserMessage | undefined> {
  const isAnswer = to instanceof ChatSession && to.isWaiting;
  const workflow = to instanceof ChatSession ? configuredWorkflow(to, deps) : to;
  return workflow && !isAnswer ? deps.complete(workflow, message) : message;
}

/** Whether the workflow of a conversation may run. A workflow that is no longer configured fails in the run itself. */
export async function maySay(session: ChatSession, deps: SayDeps): Promise<boolean> {
  const workflow = configuredWorkflow(session, deps);
  if (!workflow) return true;
  const hold = deps.sessions.hold(session);
  try {
    return await deps.consent(workflow);
  } finally {
    hold.dispose();
  }
}

/** The workflow of a new conversation: that of the previous one, otherwise the selected one. */
function nextWorkflow(session: ChatSession | undefined, deps: SayDeps): Workflow | undefined {
  return (session && configuredWorkflow(session, deps)) ?? deps.workflows.selected;
}

function configuredWorkflow({ conversation }: ChatSession, { workflows }: SayDeps): Workflow | undefined {
  const key = conversation.workflow?.key;
  return key === undefined ? undefined : workflows.byKey(key);
}
