import type { ChatClient } from '../coze/wire/chatRequest';
import type { RecordedRun, Recording, RecordingEntry } from '../recording/recording';
import { RunRecorder } from '../recording/runRecorder';
import { chatflowTarget } from '../runs/chatflowTarget';
import { runOnce } from '../runs/runOnce';
import type { TargetInput } from '../runs/target';
import { wasProcessed, wasSent } from '../shared/conversation/repeat';
import { workflowRef, type Workflow } from '../shared/workflow';
import type { UsageLedger } from '../usage/usageLedger';

export interface RecordedRunDeps {
  readonly client: Pick<ChatClient, 'streamChat'>;
  readonly ledger: Pick<UsageLedger, 'add'>;
  /** Starts the recording of a run on disk; resolves to `undefined` if it is not recorded. */
  readonly record: (run: RecordedRun) => Promise<RunRecorder | undefined>;
  readonly newId: () => string;
  readonly now: () => number;
}

/**
 * Sends an input to a workflow once, outside of a conversation. The run is counted in the ledger like any other. Returns its
 * recording, also if the user records nothing. Never throws for a run that fails: the recording says why.
 */
export async function recordedRun(
  input: TargetInput,
  workflow: Workflow,
  signal: AbortSignal,
  { client, ledger, record, newId, now }: RecordedRunDeps,
): Promise<Recording> {
  const { workflowVersion, baseUrl } = workflow;
  const run: RecordedRun = {
    ...{ runId: newId(), startedAt: now(), ...workflowRef(workflow), baseUrl, isReply: false },
    ...(workflowVersion !== undefined && { workflowVersion }),
  };
  const entries: RecordingEntry[] = [];
  const kept = new RunRecorder((entry) => entries.push(entry));
  const onDisk = await record(run).catch(() => undefined);
  const {
    run: ended,
    outcome,
    error,
  } = await runOnce(input, {
    target: chatflowTarget(client, workflow),
    trace: (entry) => {
      kept.trace(entry);
      onDisk?.trace(entry);
    },
    signal,
    now,
  });
  for (const recorder of [kept, onDisk]) recorder?.end(outcome, error, ended.usage);
  const isProcessed = wasProcessed(ended);
  if (wasSent(ended)) {
    const { key, name } = run;
    const counted = { runId: run.runId, workflow: { key, name }, usage: ended.usage, calls: 1, outcome };
    await ledger.add({ ...counted, at: run.startedAt, ...(!isProcessed && { wasRefused: true }) });
  }
  return { run, entries };
}
