import { indentedJson } from '../../shared/json/json';
import type { ComparedRun } from '../../shared/pages/comparisonPage';
import { textMessage } from '../../shared/conversation/userMessage';
import { hostOf } from '../../shared/urls/urls';
import { totalTokens } from '../../shared/usage';
import { runOnce } from '../../runs/runOnce';
import { inspect } from '../inspection/inspect';
import { attemptsOf, type Recording } from '../recording';
import { replayTarget } from '../replay';

/** A run for a comparison: its figures, and three texts for a diff editor. */
export interface ComparableRun {
  readonly figures: ComparedRun;
  readonly texts: Readonly<Record<'answer' | 'request' | 'events', string>>;
}

/** Reads a recording for a comparison; that of an open run as far as it goes. Pure, except that it yields to the event loop. */
export async function comparableRun(recording: Recording, isLive = false): Promise<ComparableRun> {
  const { run } = recording;
  const { inspection } = inspect(recording, { isLive });
  const { firstTextMs, durationMs } = inspection.figures;
  const tokens = totalTokens(inspection.usage);
  const input = { message: textMessage(''), earlierMessages: [] };
  const { text: answer } = await runOnce(input, { target: replayTarget(recording, { speed: Infinity }) });
  return {
    figures: {
      ...{ name: run.name, host: hostOf(run.baseUrl), startedAt: run.startedAt },
      ...(run.workflowVersion !== undefined && { version: run.workflowVersion }),
      outcome: inspection.outcome,
      ...(firstTextMs !== undefined && { firstTextMs }),
      ...(durationMs !== undefined && { durationMs }),
      ...(tokens > 0 && { tokens }),
      questions: inspection.outcome === 'waiting' ? 1 : 0,
      answer,
    },
    texts: { answer, request: requestText(recording), events: eventText(recording) },
  };
}

/** The last request with its body on several lines, if that keeps its digits. */
function requestText(recording: Recording): string {
  const request = attemptsOf(recording).findLast((attempt) => attempt.request)?.request;
  return request ? `${request.method} ${request.url}\n\n${indentedJson(request.body)}\n` : '';
}

/** The events as they were received, without their times, which differ in every run. */
function eventText({ entries }: Recording): string {
  return entries
    .flatMap((entry) => (entry.type === 'event' ? [entry] : []))
    .map(({ event, data, strayLines = '' }) =>
      [
        ...(event === undefined ? [] : [`event: ${event}`]),
        ...data.split('\n').map((line) => `data: ${line}`),
        ...(strayLines === '' ? [] : [strayLines]),
        '',
        '',
      ].join('\n'),
    )
    .join('');
}
