import { html, nothing, type TemplateResult } from 'lit-html';
import type { UsageFacts, UsageLine, UsageSum } from '../../../src/shared/pages/usagePage';
import { totalTokens } from '../../../src/shared/usage';
import { numberText, text } from './words';

/** The tables of the period. The first has the figures of the charts. */
export function tableSection({ days, workflows, profiles, outcomes, sum }: UsageFacts): TemplateResult {
  const outcomeOf = ({ key }: UsageLine) => (text.outcomes as Readonly<Record<string, string>>)[key] ?? key;
  return html`${table(text.byDay, text.day, days.toReversed(), ({ key }) => key, sum)}
  ${table(text.byWorkflow, text.workflow, workflows, named)}
  ${table(text.byProfile, text.profile, profiles, named)}
  ${table(text.byOutcome, text.outcome, outcomes, outcomeOf)}`;
}

/** Two workflows can have one name: the key distinguishes them. */
function named({ name, key }: UsageLine): unknown {
  return name === key ? html`<bdi>${key}</bdi>` : html`<bdi>${name}</bdi> <code class="key">${key}</code>`;
}

function table(
  title: string,
  first: string,
  lines: readonly UsageLine[],
  head: (line: UsageLine) => unknown,
  sum?: UsageSum,
): TemplateResult {
  const hasUnsplit = lines.some(({ unsplit }) => unsplit > 0);
  const columns = [text.runs, text.calls, text.input, text.output];
  if (hasUnsplit) columns.push(text.unsplit);
  columns.push(text.tokens);
  return html`<section>
    <h2>${title}</h2>
    <table class="counts" aria-label=${title}>
      <thead>
        <tr>
          <th scope="col">${first}</th>
          ${columns.map((name) => html`<th scope="col" class="number">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${
          lines.length === 0
            ? html`<tr>
                <td colspan=${columns.length + 1}>${text.nothing}</td>
              </tr>`
            : lines.map((line) => row(head(line), line, hasUnsplit))
        }
      </tbody>
      ${
        sum && lines.length > 1
          ? html`<tfoot>
              ${row(text.total, sum, hasUnsplit)}
            </tfoot>`
          : nothing
      }
    </table>
  </section>`;
}

function row(head: unknown, sum: UsageSum, hasUnsplit: boolean): TemplateResult {
  const { runs, calls, input, output, unsplit } = sum;
  const counts = [runs, calls, input, output, ...(hasUnsplit ? [unsplit] : []), totalTokens(sum)];
  return html`<tr>
    <th scope="row">${head}</th>
    ${counts.map((count) => html`<td class="number">${numberText(count)}</td>`)}
  </tr>`;
}
