import type { ChatClient } from '../coze/wire/chatRequest';
import type { ChatEvent, RunEnd } from '../shared/conversation/chatEvent';
import { findRun, openRun, type Conversation, type Run } from '../shared/conversation/conversation';
import { Emitter, type Disposable } from '../shared/emitter';
import { mayHaveBeenSent } from '../shared/conversation/notProcessed';
import { wasProcessed, wasSent } from '../shared/conversation/repeat';
import { workflowRef, type Workflow } from '../shared/workflow';
import { openRunIds, type ConversationLog } from './conversationLog';
import type { RecordedRun } from '../recording/recording';
import type { RunRecorder } from '../recording/runRecorder';
import { chatflowTarget } from '../runs/chatflowTarget';
import type { Target } from '../runs/target';
import { driveRun } from '../runs/runDriver';
import { endedByRestart, endingOf, stoppedByUser, withoutWorkflow } from '../runs/runEnding';
import { targetInput, type RunInput } from '../runs/runInput';
import type { StoredConversation } from '../storage/conversations/conversationJournal';
import type { UsageLedger } from '../usage/usageLedger';

/** The dependencies of the runs of a conversation. */
export interface RunDeps {
  readonly client: ChatClient;
  readonly ledger: Pick<UsageLedger, 'add'>;
  /** The workflow as configured now, which may differ from that at the start of the conversation. */
  readonly workflowByKey: (key: string) => Workflow | undefined;
  readonly now: () => number;
  readonly log: { warn(text: string): void };
  /** Starts the recording of a run; resolves to `undefined` if it is not recorded. */
  readonly record?: (run: RecordedRun) => Promise<RunRecorder | undefined>;
}

/** The current run of this window. */
interface ActiveRun {
  readonly runId: string;
  readonly controller: AbortController;
  readonly input: RunInput;
  /** Instead of the workflow of the conversation: a recorded run. */
  readonly replayed: Target | undefined;
  /** Its first events are on disk and shown. */
  isShown: boolean;
  /** Requests that the service refused before the last one. */
  refusedCalls: number;
  /** The last request is under way or has ended. False until it is sent, and while another attempt is awaited. */
  hasRequest: boolean;
}

/** A finished run, with its input. */
export interface EndedRun {
  readonly input: RunInput;
  readonly ending: RunEnd;
}

/**
 * The runs of one conversation. This window runs at most one at a time, and each run that has started gets exactly one
 * ending. The first events of a run are on disk before its request is sent.
 */
export class ConversationRuns implements Disposable {
  private readonly ended = new Emitter<EndedRun>();
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly refused = new Emitter<RunInput>();
  private active: ActiveRun | undefined;
  private isDisposed = false;

  /** A run was started after the conversation was deleted, or in a replay. Nothing is sent. */
  readonly onDidRefuse = this.refused.event;
  /** A run of this window ended, and was not stopped. */
  readonly onDidEnd = this.ended.event;

  constructor(
    private readonly deps: RunDeps,
    private readonly log: ConversationLog,
  ) {}

  /** Whether this window has a run, or is about to start one. */
  get isCarrying(): boolean {
    return this.active !== undefined;
  }

  /** The input of a run whose first events are not on disk yet. Its request has not been sent. */
  get unsent(): RunInput | undefined {
    return this.active && !this.active.isShown ? this.active.input : undefined;
  }

  /**
   * Starts a run with events that are written to disk and then shown. The conversation is busy at once, even while the
   * disk is written. Resolves when the request is under way. `replayed` runs in place of the workflow.
   */
  async start(
    opening: readonly ChatEvent[],
    runId: string,
    input: RunInput,
    replayed?: Target,
  ): Promise<void> {
    if (this.isDisposed || (this.conversation.replayOf && !replayed)) {
      this.refused.fire(input);
      return;
    }
    const controller = new AbortController();
    const active: ActiveRun = {
      ...{ runId, input, replayed, controller },
      ...{ isShown: false, refusedCalls: 0, hasRequest: false },
    };
    this.active = active;
    let show: () => void;
    try {
      show = await this.log.writeAhead(opening);
    } catch (error) {
      if (this.active === active) this.active = undefined;
      throw error;
    }
    if (this.active !== active) return;
    active.isShown = true;
    show();
    if (active.controller.signal.aborted) this.stop();
    else this.inBackground(this.run(active));
  }

  /**
   * Ends the run for the user at once and drops later events, then asks the service to cancel. The service may still
   * continue, and bill. A run of another window ends there within a second.
   */
  stop(): void {
    const { active } = this;
    if (active && !active.isShown) {
      active.controller.abort();
      return;
    }
    this.active = undefined;
    const run = active ? this.runOf(active.runId) : openRun(this.conversation);
    if (run) this.log.append(stoppedByUser(run.id, this.deps.now()));
    active?.controller.abort();
    const stopped = active && this.runOf(active.runId);
    if (!stopped) return;
    this.recordUsage(stopped, callsOf(stopped, active));
    this.cancelAtService(stopped);
  }

  /** After a reset: another window may have ended the run of this one, or may have died during its own run. */
  follow(stored: StoredConversation): void {
    const { active } = this;
    const run = active?.isShown ? this.runOf(active.runId) : undefined;
    if (active && run?.outcome) {
      this.active = undefined;
      active.controller.abort();
      this.recordUsage(run, callsOf(run, active));
      this.cancelAtService(run);
    }
    if (!stored.isLive) this.endOrphans(openRunIds(this.conversation));
  }

  /** Ends the runs of a dead process. */
  endOrphans(runIds: readonly string[]): void {
    for (const runId of runIds) {
      const run = this.runOf(runId);
      if (!run || run.outcome || runId === this.active?.runId) continue;
      this.log.append(endedByRestart(runId, this.deps.now()));
      const ended = this.runOf(runId);
      if (ended) this.recordUsage(ended, callsOf(ended));
    }
  }

  /** Ends the run of this window as cut off when the window closes. Resolves when it is counted on disk. */
  async cutOff(): Promise<void> {
    const { active } = this;
    if (active?.isShown) this.log.append(endedByRestart(active.runId, this.deps.now()));
    const run = active?.isShown ? this.runOf(active.runId) : undefined;
    this.dispose();
    if (active && run) await this.count(run, callsOf(run, active));
  }

  /** The conversation was deleted: closes the connection, counts the run and asks the service to cancel it. */
  discard(): void {
    const { active } = this;
    const run = active?.isShown ? this.runOf(active.runId) : undefined;
    this.dispose();
    if (!active || !run) return;
    this.recordUsage({ ...run, outcome: 'stopped' }, callsOf(run, active));
    this.cancelAtService(run);
  }

  /** Runs a task in the background. {@link settled} waits for it. */
  inBackground(work: Promise<unknown>): void {
    const watched: Promise<unknown> = work
      .catch((error: unknown) => this.report(error))
      .finally(() => this.underWay.delete(watched));
    this.underWay.add(watched);
  }

  /** Resolves when no task is pending, including cancel requests. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  /** Closes the connection and drops the listeners. */
  dispose(): void {
    this.isDisposed = true;
    this.active?.controller.abort();
    this.active = undefined;
    this.ended.dispose();
  }

  private get conversation(): Conversation {
    return this.log.conversation;
  }

  private workflow(): Workflow | undefined {
    const key = this.conversation.workflow?.key;
    return key === undefined ? undefined : this.deps.workflowByKey(key);
  }

  private async run(active: ActiveRun): Promise<void> {
    const { runId, input, controller, replayed } = active;
    const { client, now } = this.deps;
    const workflow = replayed ? undefined : this.workflow();
    const target = replayed ?? (workflow && chatflowTarget(client, workflow));
    if (!target) {
      this.finish(active, withoutWorkflow(runId, now()));
      return;
    }
    const emit = (event: ChatEvent) => {
      if (event.type === 'retryScheduled' && mayHaveBeenSent(event.error)) active.refusedCalls++;
      if (event.type === 'retryScheduled') active.hasRequest = false;
      if (event.type === 'retryStarted') active.hasRequest = true;
      if (this.active === active) this.log.append(event);
    };
    const order = { runId, target, input: targetInput(this.conversation, input), isReply: input.isReply };
    const recorder = workflow && (await this.recorderOf(active, workflow));
    active.hasRequest = !controller.signal.aborted;
    const stream = await driveRun(order, controller.signal, {
      ...{ now, emit, retries: !replayed },
      ...(recorder && { trace: recorder.trace }),
    });
    const run = this.runOf(runId);
    if (this.active === active && run) this.finish(active, endingOf(run, stream, now()));
    const ended = this.runOf(runId);
    recorder?.end(ended?.outcome ?? 'stopped', ended?.error, ended?.usage);
  }

  /** A run is not held up by a recording that cannot be written. */
  private async recorderOf(
    { runId, input }: ActiveRun,
    workflow: Workflow,
  ): Promise<RunRecorder | undefined> {
    const { record, now } = this.deps;
    const { turnId, isReply } = input;
    const { workflowVersion, baseUrl } = workflow;
    try {
      return await record?.({
        ...{ runId, startedAt: now(), ...workflowRef(workflow), baseUrl },
        ...{ conversationId: this.conversation.id, turnId, isReply },
        ...(workflowVersion !== undefined && { workflowVersion }),
      });
    } catch (error) {
      this.report(error);
      return undefined;
    }
  }

  private finish(active: ActiveRun, ending: RunEnd): void {
    this.active = undefined;
    this.log.append(ending);
    const run = this.runOf(ending.runId);
    if (run) this.recordUsage(run, callsOf(run, active));
    this.ended.fire({ input: active.input, ending });
  }

  private cancelAtService(run: Run): void {
    const workflow = this.workflow();
    const { cozeConversationId, replayOf } = this.conversation;
    if (replayOf || !workflow || cozeConversationId === undefined || run.chatId === undefined) return;
    this.inBackground(this.deps.client.cancelChat(workflow, cozeConversationId, run.chatId));
  }

  private recordUsage(run: Run, calls: number): void {
    this.inBackground(this.count(run, calls));
  }

  /** Adds a run to the ledger. Never rejects for a disk that is full. */
  private async count(run: Run, calls: number): Promise<void> {
    const { workflow, replayOf } = this.conversation;
    if (replayOf || !workflow || calls === 0) return;
    const { id: runId, usage, startedAt: at, outcome } = run;
    const { key, name } = workflow;
    await this.deps.ledger.add({
      ...{ runId, workflow: { key, name }, usage, calls, at },
      ...(outcome && { outcome }),
      ...(!wasProcessed(run) && { wasRefused: true }),
    });
  }

  private runOf(runId: string): Run | undefined {
    return findRun(this.conversation, runId)?.run;
  }

  private report(error: unknown): void {
    this.deps.log.warn(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
}

/** The requests of a run that were sent, as far as is known. For the run of another process: the last one. */
function callsOf(run: Run, active?: ActiveRun): number {
  const isLastSent = active?.hasRequest !== false && wasSent(run);
  return (active?.refusedCalls ?? 0) + (isLastSent ? 1 : 0);
}
