import { html, nothing, type TemplateResult } from 'lit-html';
import type {
  Asked,
  AskedOfService,
  KeptNode,
  KeptNodeResult,
  KeptRun,
} from '../../../src/shared/inspection/keptRun';
import type { ErrorInfo } from '../../../src/shared/errorInfo';
import { factTable, type FactRow } from '../parts/factTable';
import type { RunView } from './runView';
import { dateText, errorWords, fill, label, numberText, text } from './words';

/** What the service has kept of the run. It is asked only when the user asks for it. */
export function keptSection(asked: AskedOfService, act: RunView['act']): TemplateResult {
  const { run } = asked;
  const isMissing = run?.type === 'failed' && run.error.reason === 'endpointMissing';
  return html`<section role="region" class="kept" aria-labelledby="kept">
    <h2 id="kept">${text.kept}</h2>
    <p class="note">${text.keptHint}</p>
    <div aria-live="polite">
      ${run?.type === 'failed' ? failure(run.error) : nothing}
      ${run?.type === 'answered' ? (run.result ? answer(run.result, asked, act) : html`<p>${text.keptNothing}</p>`) : nothing}
      ${run?.type === 'busy' ? html`<p>${text.asking}</p>` : nothing}
    </div>
    ${
      run?.type === 'busy'
        ? html`<button class="secondary" @click=${() => act({ type: 'cancelAsking' })}>
            ${text.cancel}
          </button>`
        : isMissing
          ? nothing
          : html`<button class="secondary" @click=${() => act({ type: 'askService' })}>
              ${run ? text.askAgain : text.askService}
            </button>`
    }
  </section>`;
}

function answer(kept: KeptRun, { nodes }: AskedOfService, act: RunView['act']): TemplateResult {
  return html`${factTable(text.kept, facts(kept))} ${block(text.keptInput, kept.input)}
  ${block(text.keptOutput, kept.output)}
  ${
    kept.nodes.length === 0
      ? nothing
      : html`<h3>${text.keptNodes}</h3>
          <ul class="nodes">
            ${kept.nodes.map((node) => nodeItem(node, nodes[node.uuid], act))}
          </ul>`
  }`;
}

function facts(kept: KeptRun): readonly FactRow[] {
  const { status, mode, createdAt, updatedAt, errorCode, errorMessage, tokens } = kept;
  const code = (name: string, value: string | undefined): readonly FactRow[] =>
    value === undefined ? [] : [[name, html`<code>${value}</code>`]];
  const time = (name: string, seconds: number | undefined): readonly FactRow[] =>
    seconds === undefined ? [] : [[name, dateText(seconds * 1000)]];
  return [
    [
      text.keptStatus,
      html`<bdi>${status || text.unknown}</bdi>${kept.isInterrupted ? ` · ${text.outcomes.waiting}` : ''}`,
    ],
    ...(mode === undefined ? [] : [[text.keptMode, text.keptModes[mode]] as const]),
    ...time(text.startedAt, createdAt),
    ...time(text.keptUpdated, updatedAt),
    ...code(text.code, errorCode),
    ...(errorMessage === undefined ? [] : [[text.serviceMessage, html`<bdi>${errorMessage}</bdi>`] as const]),
    ...(tokens === undefined ? [] : [[text.tokens, numberText(tokens)] as const]),
    ...code(text.keptCost, kept.cost),
    ...code(text.idNames.execute, kept.executeId),
    ...code(text.keptBot, kept.botId === '0' ? undefined : kept.botId),
    ...code(text.keptConnector, kept.connectorId),
    ...code(text.idNames.log, kept.logId),
    ...(kept.isTrimmed ? [[text.keptOutput, text.keptTrimmed] as const] : []),
  ];
}

function nodeItem(
  node: KeptNode,
  asked: Asked<KeptNodeResult> | undefined,
  act: RunView['act'],
): TemplateResult {
  const { title, nodeId, uuid, isFinished, loop } = node;
  const notes = [
    ...(nodeId === undefined ? [] : [nodeId]),
    ...(loop === undefined ? [] : [fill(text.keptLoop, { number: loop + 1 })]),
    ...(isFinished ? [] : [text.open]),
  ];
  return html`<li>
    <bdi>${title}</bdi> <span class="note">${notes.join(' · ')}</span>
    <button
      class="secondary"
      ?disabled=${asked?.type === 'busy'}
      aria-label=${fill(text.askNodeName, { name: title })}
      @click=${() => act({ type: 'askNode', uuid })}
    >
      ${asked?.type === 'busy' ? text.asking : text.askNode}
    </button>
    ${asked?.type === 'failed' ? failure(asked.error) : nothing}
    ${asked?.type === 'answered' ? html`<pre tabindex="0"><code>${asked.result.output}</code></pre>` : nothing}
  </li>`;
}

function failure(error: ErrorInfo): TemplateResult {
  const { message, remedy } = errorWords(error);
  const isMissing = error.reason === 'endpointMissing';
  return html`<p class="bad">${isMissing ? text.keptMissing : message}</p>
    ${remedy && !isMissing ? html`<p>${label(text.remedy)}${remedy}</p>` : nothing}
    ${error.code ? html`<p class="note">${label(text.code)}<code>${error.code}</code></p>` : nothing}`;
}

function block(title: string, content: string | undefined): unknown {
  if (content === undefined) return nothing;
  return html`<details open>
    <summary>${title}</summary>
    <pre tabindex="0"><code>${content}</code></pre>
  </details>`;
}
