import type { SignInCommands } from '../account/signIn/signInCommands';
import type { TokenCommands } from '../account/tokenCommands';
import type { Attachments } from '../attachments/attachments';
import type { Chats } from '../chat/chats';
import type { ConnectionCommands } from '../connection/registerConnection';
import type { InputsFeature } from '../inputs/registerInputs';
import type { MessageMenu } from '../messages/messageMenu';
import type { Services } from '../services';
import type { RunCommands } from '../runs/registerRuns';
import type { WorkflowCommands } from '../workflows/workflowCommands';
import { RemedyActions } from './remedyActions';
import { ViewActions } from './viewActions';

export interface ActionFeatures {
  readonly account: TokenCommands;
  readonly attachments: Attachments;
  readonly chats: Chats;
  readonly connection: ConnectionCommands;
  readonly inputsForm: InputsFeature;
  readonly messages: MessageMenu;
  readonly runs: RunCommands;
  readonly signIn: SignInCommands;
  readonly workflows: WorkflowCommands;
}

/** Carries out what the views ask for. */
export function registerViewActions(services: Services, features: ActionFeatures): void {
  const { chats, messages } = features;
  const remedies = new RemedyActions({ ...services, ...features });
  const actions = new ViewActions({ ...services, ...features, answers: messages.answers, remedies });
  services.subscriptions.push(
    chats.onDidReceive(({ connection, message }) => actions.receive(connection, message)),
  );
}
