import { html, nothing, type TemplateResult } from 'lit-html';
import type { ComparisonView } from './comparisonView';
import { fill, list, numberText, text } from './words';

/** The different answers, each with its runs. Answers are shown as plain text. */
export function answerSection({ state, act }: ComparisonView): TemplateResult {
  const { groups, runs } = state;
  const first = groups[0]?.runs[0] ?? 0;
  const names = (indices: readonly number[]) =>
    list(indices.map((index) => fill(text.run, { number: index + 1 })));
  return html`<section>
    <h2>${text.answers}</h2>
    <p>
      ${
        groups.length > 1
          ? fill(text.differentAnswers, { count: numberText(groups.length) })
          : runs.length > 1
            ? text.oneAnswer
            : nothing
      }
    </p>
    ${groups.map(
      ({ answer, runs: members }, index) =>
        html`<article class="check" data-group=${index}>
          <h3>${fill(text.group, { count: members.length, total: runs.length, runs: names(members) })}</h3>
          <pre tabindex="0" dir="auto">${answer === '' ? text.emptyAnswer : answer}</pre>
          ${
            index > 0 && runs.length > 2
              ? html`<button
                  class="secondary"
                  @click=${() => act({ type: 'diff', what: 'answer', left: first, right: members[0] ?? 0 })}
                >
                  ${text.compareWithFirst}
                </button>`
              : nothing
          }
        </article>`,
    )}
  </section>`;
}
