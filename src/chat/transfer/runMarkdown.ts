import type { Run } from '../../shared/conversation/conversation';
import { demoErrorText, errorText } from '../../shared/text/errorText';
import { oneLine, usageText, type ExportWords } from './exportWords';
import { linkTo } from './messageMarkdown';

/** How a run ended, as a quotation under its answer, and what was suggested after it. */
export function runFacts(run: Run, isDemo: boolean, words: ExportWords): readonly string[] {
  const { view, own } = words;
  const lines = [
    `**${title(run, words)}**`,
    ...notes(run, isDemo, words),
    ...errorLines(run, isDemo, words),
    ...(run.skippedEvents > 0 ? [view.skippedEvents.replace('{count}', String(run.skippedEvents))] : []),
    ...(usageText(run.usage, words) ? [`${own.tokens}: ${usageText(run.usage, words)}`] : []),
    ...debugLines(run, isDemo, words),
  ];
  const quoted = lines
    .flatMap((line) => line.split('\n'))
    .map((line) => `> ${line}`)
    .join('\n>\n');
  const followUps = run.followUps.map((text) => `- ${words.inert(oneLine(text))}`);
  return [quoted, ...(followUps.length > 0 ? [`${view.followUps}:`, followUps.join('\n')] : [])];
}

function title(run: Run, { view, own }: ExportWords): string {
  switch (run.outcome) {
    case 'completed':
      return own.completed;
    case 'waiting':
      return own.waiting;
    case 'stopped':
      return view.stoppedTitle;
    case 'failed':
      return view.failedTitle;
    case 'cutOff':
      return view.cutOffTitle;
    default:
      return own.open;
  }
}

function notes(run: Run, isDemo: boolean, { view }: ExportWords): readonly string[] {
  if (run.outcome === 'stopped' && !isDemo) return [view.stoppedText];
  if (run.outcome === 'completed' && run.messages.length === 0) return [view.emptyAnswer];
  return [];
}

function errorLines({ error, debugUrl, isDebugUrlTrusted }: Run, isDemo: boolean, words: ExportWords) {
  if (!error) return [];
  const { view, errors } = words;
  const hasDebugPage = debugUrl !== undefined && isDebugUrlTrusted;
  const text = isDemo ? demoErrorText(error, errors) : errorText(error, errors, hasDebugPage);
  const { code, status, logId } = error;
  const inline = (value: string) => words.inert(oneLine(value));
  return [
    inline(text.message),
    ...(text.remedy ? [inline(text.remedy)] : []),
    ...(code === undefined ? [] : [`${view.errorCode}: ${inline(code)}`]),
    ...(status === undefined ? [] : [`${view.errorStatus}: ${String(status)}`]),
    ...(logId === undefined ? [] : [`${view.logId}: ${inline(logId)}`]),
    ...(text.serviceMessage ? [`${view.serviceSaid}: ${inline(text.serviceMessage)}`] : []),
  ];
}

function debugLines({ debugUrl, isDebugUrlTrusted }: Run, isDemo: boolean, { view }: ExportWords) {
  if (debugUrl === undefined || isDemo) return [];
  if (!isDebugUrlTrusted) return [`${view.debugUntrusted} \`${oneLine(debugUrl).replaceAll('`', '')}\``];
  return [`${view.debugPage}: ${linkTo(debugUrl)}`];
}
