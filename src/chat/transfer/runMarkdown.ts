import type { Run } from '../../shared/conversation/conversation';
import { demoErrorText, errorText } from '../../shared/text/errorText';
import { oneLine, usageText, type ExportWords } from './exportWords';
import { linkTo } from './messageMarkdown';

/** The outcome of a run as a quotation below its answer, followed by the suggestions. */
export function runFacts(run: Run, isDemo: boolean, words: ExportWords): readonly string[] {
  const { labels } = words;
  const lines = [
    `**${title(run, words)}**`,
    ...notes(run, isDemo, words),
    ...errorLines(run, isDemo, words),
    ...(run.skippedEvents > 0 ? [labels.skippedEvents.replace('{count}', String(run.skippedEvents))] : []),
    ...(usageText(run.usage, words) ? [`${labels.tokens}: ${usageText(run.usage, words)}`] : []),
    ...debugLines(run, isDemo, words),
  ];
  const quoted = lines
    .flatMap((line) => line.split('\n'))
    .map((line) => `> ${line}`)
    .join('\n>\n');
  const followUps = run.followUps.map((text) => `- ${words.inert(oneLine(text))}`);
  return [quoted, ...(followUps.length > 0 ? [`${labels.followUps}:`, followUps.join('\n')] : [])];
}

function title(run: Run, { labels }: ExportWords): string {
  switch (run.outcome) {
    case 'completed':
      return labels.completed;
    case 'waiting':
      return labels.waiting;
    case 'stopped':
      return labels.stoppedTitle;
    case 'failed':
      return labels.failedTitle;
    case 'cutOff':
      return labels.cutOffTitle;
    default:
      return labels.open;
  }
}

function notes(run: Run, isDemo: boolean, { labels }: ExportWords): readonly string[] {
  if (run.outcome === 'stopped' && !isDemo) return [labels.stoppedText];
  if (run.outcome === 'completed' && run.messages.length === 0) return [labels.emptyAnswer];
  return [];
}

function errorLines({ error, debugUrl, isDebugUrlTrusted }: Run, isDemo: boolean, words: ExportWords) {
  if (!error) return [];
  const { labels, errors } = words;
  const hasDebugPage = debugUrl !== undefined && isDebugUrlTrusted;
  const text = isDemo ? demoErrorText(error, errors) : errorText(error, errors, hasDebugPage);
  const { code, status, logId } = error;
  const inline = (value: string) => words.inert(oneLine(value));
  return [
    inline(text.message),
    ...(text.remedy ? [inline(text.remedy)] : []),
    ...(code === undefined ? [] : [`${labels.errorCode}: ${inline(code)}`]),
    ...(status === undefined ? [] : [`${labels.errorStatus}: ${String(status)}`]),
    ...(logId === undefined ? [] : [`${labels.logId}: ${inline(logId)}`]),
    ...(text.serviceMessage ? [`${labels.serviceSaid}: ${inline(text.serviceMessage)}`] : []),
  ];
}

function debugLines({ debugUrl, isDebugUrlTrusted }: Run, isDemo: boolean, { labels }: ExportWords) {
  if (debugUrl === undefined || isDemo) return [];
  if (!isDebugUrlTrusted) return [`${labels.debugUntrusted} \`${oneLine(debugUrl).replaceAll('`', '')}\``];
  return [`${labels.debugPage}: ${linkTo(debugUrl)}`];
}
