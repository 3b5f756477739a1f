import type { FailedRun } from '../../chat/chatSessions';
import { lastRun } from '../../shared/conversation/conversation';
import { repetitionOf } from '../../shared/conversation/repeat';
import type { UserMessage } from '../../shared/conversation/userMessage';
import type { ViewMessage } from '../../shared/protocol';
import type { Workflow } from '../../shared/workflow';
import type { ChatConnection } from '../chat/chatConnection';
import type { Chats } from '../chat/chats';
import type { Services } from '../services';

type InputsAct = Extract<ViewMessage, { readonly type: 'loadInputs' | 'keepInputs' | 'resetInputs' }>;

export interface InputsFeature {
  /** Carries out what the form asks for. */
  perform(connection: ChatConnection, act: InputsAct): Promise<void>;
  /**
   * The message of a turn without its parameters, if the service refused one of them: it is sent with those of the form.
   * `undefined` for other turns.
   */
  refusedMessage(connection: ChatConnection, turnId: string): Promise<UserMessage | undefined>;
}

/** Connects the inputs of the workflows with the chats. */
export function registerInputs(services: Services, chats: Chats): InputsFeature {
  const { catalog, guard, inputs, sessions, subscriptions } = services;
  const workflowOf = ({ session }: Pick<ChatConnection, 'session'>): Workflow | undefined => {
    const key = session?.conversation.workflow?.key;
    return (key === undefined ? undefined : catalog.byKey(key)) ?? catalog.selected;
  };
  /** A message that was refused because of an input returns to the composer: the form shows the reason at its field. */
  const returnRefused = async ({ session, error }: FailedRun): Promise<void> => {
    const workflow = workflowOf({ session });
    const turn = session.conversation.turns.at(-1);
    if (!workflow || !turn || !(await inputs.refused(workflow, error))) return;
    const shown = [chats.active, ...chats.all].find((chat) => chat?.session === session);
    shown?.restoreDraft(withoutParameters(turn));
    await inputs.refresh(workflow);
  };
  subscriptions.push(
    inputs,
    inputs.onDidChange(() => void guard.run('inputs', () => chats.postContext())),
    sessions.onDidFail((failed) => void guard.run('refusedInput', () => returnRefused(failed))),
  );
  return {
    async refusedMessage({ session }, turnId) {
      const workflow = workflowOf({ session });
      const turn = session?.conversation.turns.find(({ id }) => id === turnId);
      const error = turn && lastRun(turn)?.error;
      if (!workflow || !error || repetitionOf(turn)?.isReply !== false) return undefined;
      return (await inputs.refused(workflow, error)) ? withoutParameters(turn) : undefined;
    },
    perform(connection, act) {
      switch (act.type) {
        case 'keepInputs':
          return inputs.keep(act.workflow, {
            values: act.values,
            ...(act.json !== undefined && { json: act.json }),
          });
        case 'resetInputs':
          return inputs.reset(act.workflow);
        case 'loadInputs': {
          const workflow = workflowOf(connection);
          return workflow ? inputs.load(workflow, act.again) : Promise.resolve();
        }
      }
    },
  };
}

function withoutParameters({ text, attachments }: UserMessage): UserMessage {
  return { text, attachments };
}
