import type { Memento, Uri } from 'vscode';
import type { ChatSessions } from '../chat/chatSessions';
import type { RecordedRunDeps } from '../chat/recordedRun';
import type { CozeApi, FileClient } from '../coze/cozeApi';
import type { Disposable } from '../shared/emitter';
import type { ConversationStore } from '../storage/conversations/conversationStore';
import type { TypedTexts } from '../storage/conversations/typedTexts';
import type { DailyBudget } from '../usage/dailyBudget';
import type { UsageLedger } from '../usage/usageLedger';
import type { TokenExpiry } from './account/tokenExpiry';
import type { TokenStore } from './account/tokenStore';
import type { ConnectionChecks } from './connection/connectionChecks';
import type { ConnectionStatus } from './connection/connectionStatus';
import type { Guard } from './guard';
import type { Inputs } from './inputs/inputs';
import type { Log } from './log';
import type { RecordingFeature } from './recording/recordingFeature';
import type { Settings } from './settings/settings';
import type { Consents } from './consent/consents';
import type { WorkflowCatalog } from './workflows/workflowCatalog';

/** What the features are built on. Created by `extension.ts`. */
export interface Services {
  readonly extensionUri: Uri;
  /** Folder that all windows share. */
  readonly storageUri: Uri;
  readonly globalState: Memento;
  readonly workspaceState: Memento;
  /** Disposed of when the extension is deactivated. */
  readonly subscriptions: Disposable[];
  readonly log: Log;
  readonly guard: Guard;
  readonly settings: Settings;
  readonly tokens: TokenStore;
  /** Loaded by its first request. */
  readonly api: CozeApi;
  /** Runs workflows, and uploads files. */
  readonly client: RecordedRunDeps['client'] & FileClient;
  readonly expiry: TokenExpiry;
  readonly checks: ConnectionChecks;
  readonly connections: ConnectionStatus;
  readonly catalog: WorkflowCatalog;
  readonly consents: Consents;
  readonly inputs: Inputs;
  readonly store: ConversationStore;
  readonly typed: TypedTexts;
  readonly ledger: UsageLedger;
  readonly budget: DailyBudget;
  readonly sessions: ChatSessions;
  readonly recordings: RecordingFeature;
}
