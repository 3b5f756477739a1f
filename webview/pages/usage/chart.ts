import { html, nothing, svg, type TemplateResult } from 'lit-html';
import type { UsageFacts } from '../../../src/shared/pages/usagePage';
import { barsOf, type Bar, type Bars } from './bars';
import { fill, label, numberText, shortNumber, text } from './words';

const kinds = ['input', 'output', 'unsplit'] as const;
type Kind = (typeof kinds)[number] | 'calls';

/** Pixels of the tallest bar, and of the line of the dates below. */
const height = 120;
const dateHeight = 18;
const top = 16;

/** Tokens and calls by day, or by month in a long period. Kinds of tokens differ by pattern, not only by colour. */
export function chartSection({ days, from, to }: UsageFacts): TemplateResult {
  const bars = barsOf(days, from, to);
  const { unit } = bars;
  const shown = kinds.filter((kind) => kind !== 'unsplit' || bars.bars.some((bar) => bar.unsplit > 0));
  return html`<section class="charts">
    ${chart(bars, text.tokensBy[unit], text.tokenChart, shown)}
    ${chart(bars, text.callsBy[unit], text.callChart, ['calls'])}
  </section>`;
}

function chart({ bars, unit }: Bars, title: string, label: string, shown: readonly Kind[]): TemplateResult {
  const sumOf = (bar: Bar) => shown.reduce((sum, kind) => sum + bar[kind], 0);
  const most = Math.max(1, ...bars.map(sumOf));
  const described = fill(label, { unit: text.units[unit], most: numberText(most) });
  return html`<figure>
    <figcaption>${title}${shown.length > 1 ? legend(shown) : nothing}</figcaption>
    <svg class="chart" role="img" aria-label=${described} height=${top + height + dateHeight}>
      ${shown.includes('output') ? hatch : nothing}
      <text class="axis" x="0" y="11">${shortNumber(most)}</text>
      <line x1="0" x2="100%" y1=${top} y2=${top} />
      <line x1="0" x2="100%" y1=${top + height} y2=${top + height} />
      ${bars.map((bar, index) => column(bar, index, bars.length, most, shown))} ${dates(bars)}
    </svg>
  </figure>`;
}

/** Lines across the bars of the second kind. */
const hatch = svg`<defs>
  <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <line class="stroke" x1="0" x2="0" y1="0" y2="5" />
  </pattern>
</defs>`;

function column(bar: Bar, index: number, count: number, most: number, shown: readonly Kind[]): unknown {
  const width = Math.min(80 / count, 5);
  const x = ((index + 0.5) * 100) / count - width / 2;
  let y = top + height;
  return shown.map((kind) => {
    if (bar[kind] === 0) return nothing;
    const tall = Math.max(1, (bar[kind] / most) * height);
    y -= tall;
    return svg`<rect class=${kind} x="${x}%" width="${width}%" y=${y} height=${tall}>
      <title>${`${bar.name} · ${label(text[kind])}${numberText(bar[kind])}`}</title>
    </rect>`;
  });
}

function dates(bars: readonly Bar[]): unknown {
  const y = top + height + dateHeight - 4;
  const first = bars[0];
  const last = bars.at(-1);
  return [
    first ? svg`<text class="axis" x="0" y=${y}>${first.name}</text>` : nothing,
    last && last !== first ? svg`<text class="axis end" x="100%" y=${y}>${last.name}</text>` : nothing,
  ];
}

function legend(shown: readonly Kind[]): TemplateResult {
  return html`<ul class="legend" aria-label=${text.legend}>
    ${shown.map(
      (kind) =>
        html`<li>
          <svg width="14" height="12" aria-hidden="true">
            <rect class=${kind} x="1" y="1" width="12" height="10"></rect>
          </svg>
          ${text[kind]}
        </li>`,
    )}
  </ul>`;
}
