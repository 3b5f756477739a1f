import type { RunEnd, RunSignal } from './chatEvent';
import type { Run, RunOutcome } from './conversation';
import { applyToMessages, closeMessage } from './messages';
import type { TransientEvent } from './transientEvent';
import { limits } from '../limits';
import { noTokens } from '../usage';

type EventOfOneRun = Exclude<
  RunSignal | RunEnd | TransientEvent,
  { type: 'chatStarted' } | { type: 'usageReported' }
>;

/** Applies an event to the open run that it names. */
export function reduceRun(run: Run, event: EventOfOneRun): Run {
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
      // An untrusted URL does not replace a trusted one.
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
      // The first error is kept. A failure overrides an earlier status.
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

export function newRun(id: string, at: number): Run {
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
