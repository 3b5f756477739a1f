import { html, nothing, svg, type TemplateResult } from 'lit-html';
import type { RunInspection, TimelineSpan } from '../../../src/shared/inspection/runInspection';
import { durationText, text } from './words';

/** Smallest width of a bar, in percent of the timeline. */
const minWidth = 0.6;

/** What happened when: a table with a bar in each row. */
export function timelineSection({ timeline }: RunInspection): TemplateResult {
  const end = Math.max(1, ...timeline.map(({ toMs }) => toMs));
  return html`<section role="region" aria-labelledby="timeline">
    <h2 id="timeline">${text.timeline}</h2>
    <div class="waterfall" tabindex="0" role="group" aria-labelledby="timeline">
      <table aria-labelledby="timeline">
        <thead>
          <tr>
            <th scope="col">${text.what}</th>
            <th scope="col" class="bar" aria-hidden="true"></th>
            <th scope="col" class="time">${text.from}</th>
            <th scope="col" class="time">${text.lasts}</th>
          </tr>
        </thead>
        <tbody>
          ${timeline.map((span) => row(span, end))}
        </tbody>
      </table>
    </div>
  </section>`;
}

function row(span: TimelineSpan, end: number): TemplateResult {
  const { kind, fromMs, toMs, name, isOpen } = span;
  const duration = toMs === fromMs ? '' : durationText(toMs - fromMs);
  return html`<tr data-span=${kind}>
    <th scope="row">
      ${text.spans[kind]} ${name === undefined ? nothing : html`<bdi class="note">${name}</bdi>`}
    </th>
    <td class="bar" aria-hidden="true">${bar(span, end)}</td>
    <td class="time">${durationText(fromMs)}</td>
    <td class="time">${isOpen ? text.open : duration}</td>
  </tr>`;
}

function bar({ fromMs, toMs, isOpen }: TimelineSpan, end: number): TemplateResult {
  const width = Math.max(minWidth, ((isOpen ? end : toMs) - fromMs) * (100 / end));
  const x = Math.min(100 - width, fromMs * (100 / end));
  return html`<svg viewBox="0 0 100 10" preserveAspectRatio="none">
    ${svg`<rect x=${x.toFixed(2)} y="0" width=${width.toFixed(2)} height="10" />`}
  </svg>`;
}
