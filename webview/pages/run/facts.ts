import { html, type TemplateResult } from 'lit-html';
import { byteSize } from '../../../src/shared/byteSize';
import type { RunInspection } from '../../../src/shared/inspection/runInspection';
import { totalTokens } from '../../../src/shared/usage';
import { figureList } from '../parts/figureList';
import { factTable, type FactRow } from '../parts/factTable';
import { dateText, durationText, fill, numberText, text } from './words';

/** Which workflow ran, where and when. */
export function factSection(run: RunInspection): TemplateResult {
  return html`<section>
    <h2>${text.workflow}</h2>
    ${factTable(text.workflow, [
      [text.workflow, html`<bdi>${run.name}</bdi>`],
      [text.workflowId, html`<code>${run.workflowId}</code>`],
      [text.version, run.workflowVersion ?? text.latestVersion],
      [text.baseUrl, html`<code>${run.baseUrl}</code>`],
      ...(run.isReply ? [[text.isReply, text.reply] as const] : []),
      [text.startedAt, run.startedAt === 0 ? text.unknown : dateText(run.startedAt)],
      ...(run.recordedBy === undefined ? [] : [[text.recordedBy, run.recordedBy] as const]),
    ])}
  </section>`;
}

function tokenText({ usage, serviceTotal }: RunInspection): string {
  const total = totalTokens(usage);
  if (total === 0) return text.noTokens;
  const tokens =
    usage.input + usage.output > 0
      ? fill(text.tokensSplit, { input: numberText(usage.input), output: numberText(usage.output) })
      : fill(text.tokensTotal, { total: numberText(total) });
  return serviceTotal === undefined
    ? tokens
    : fill(text.serviceTotal, { tokens, total: numberText(serviceTotal) });
}

/** The figures of the run, in one row where there is room. */
export function figureSection(run: RunInspection): TemplateResult {
  const { figures } = run;
  const { durationMs, firstEventMs, firstTextMs, tokensPerSecond, longestSilenceMs } = figures;
  const time = (ms: number | undefined) => (ms === undefined ? text.unknown : durationText(ms));
  const rows: readonly FactRow[] = [
    [text.duration, time(durationMs)],
    [text.tokens, tokenText(run)],
    [text.firstEvent, time(firstEventMs)],
    [text.firstText, time(firstTextMs)],
    [text.tokensPerSecond, tokensPerSecond === undefined ? text.unknown : numberText(tokensPerSecond)],
    [text.longestSilence, time(longestSilenceMs)],
    [text.events, numberText(figures.events)],
    [text.received, byteSize(figures.bytes, numberText)],
    [text.characters, numberText(figures.characters)],
  ];
  return html`<section>
    <h2 id="figures">${text.figures}</h2>
    ${figureList(rows)}
  </section>`;
}
