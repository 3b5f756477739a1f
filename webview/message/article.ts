import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { beginning } from '../../src/shared/text/beginning';
import { assistantFooter } from './footer';
import { earlierAttempts } from './attempts';
import { cardOrMedia } from './cardOrMedia';
import type { Article, Row } from '../list/rows';
import type { ViewServices } from '../state/viewServices';
import { truncated } from '../ui/omitted';
import { plainPieces } from './plainPieces';
import { fill, size, text } from '../words/text';
import { copyLink, toolMessage } from './toolMessage';
import { userMessage } from './userMessage';
import { isAskedToWait, placeholder, silentSeconds } from '../run/waiting';

/** The element of one message. The list adds its mounted rows. */
export function articleTemplate(
  view: ViewServices,
  article: Article,
  position: number,
  count: number,
): TemplateResult {
  return html`<article
    data-role=${article.role}
    data-state=${article.state}
    data-article=${article.key}
    tabindex="-1"
    aria-label=${labelOf(view, article)}
    aria-posinset=${position}
    aria-setsize=${count}
    aria-busy=${article.state === 'streaming' ? 'true' : nothing}
    data-vscode-context=${JSON.stringify({ webviewSection: 'message', messageKey: article.key })}
  >
    ${article.role === 'user' ? nothing : html`<h2 class="hidden">${labelOf(view, article)}</h2>`}
  </article>`;
}

function labelOf(view: ViewServices, article: Article): string {
  if (article.role === 'user') return article.run ? text.articleReply : text.articleUser;
  if (article.role === 'tool') return toolLabel(article);
  const workflow = view.state.conversation.workflow?.name ?? text.assistant;
  return fill(article.state === 'streaming' ? text.articleStreaming : text.articleAssistant, { workflow });
}

function toolLabel(article: Article): string {
  const body = article.message?.body;
  const name = body?.type === 'tool' ? body.name : undefined;
  return name ? fill(text.articleTool, { name }) : text.unnamedTool;
}

/**
 * Renders one row. It depends on the row, on the state of the view and, if something is timed, on the clock; if none of
 * them has changed, nothing is done. A row that cannot be rendered is shown as plain text.
 */
export function rowTemplate(view: ViewServices, row: Row, stateVersion: number): unknown {
  // Blocks update their own element.
  if (row.kind === 'block') return blockTemplate(view, row);
  const time = isTimed(view, row) ? view.state.now : 0;
  return guard([row, stateVersion, view.state.context, time], () => {
    try {
      return contentOf(view, row);
    } catch (error) {
      return brokenRow(view, row, error);
    }
  });
}

function blockTemplate(view: ViewServices, row: Extract<Row, { kind: 'block' }>): unknown {
  try {
    return row.block.element();
  } catch (error) {
    return brokenRow(view, row, error);
  }
}

function contentOf(view: ViewServices, row: Exclude<Row, { kind: 'block' }>): unknown {
  switch (row.kind) {
    case 'user':
      return userMessage(view, row);
    case 'attempts':
      return earlierAttempts(view, row);
    case 'rule':
      return html`<hr class="rule" aria-label=${fill(text.runNumber, { number: row.number })} />`;
    case 'reasoning':
      return html`<details
        class="reasoning"
        .open=${view.state.ui.isOn({ kind: 'open', id: row.key })}
        @toggle=${(event: Event) => view.state.ui.set({ kind: 'open', id: row.key }, (event.target as HTMLDetailsElement).open)}
      >
        <summary>${text.reasoning}</summary>
        ${plainText(row.message.reasoning)} ${copyLink(view, row.message.reasoning)}
      </details>`;
    case 'unparsed':
      return html`${row.isBroken ? html`<p class="note">${text.plainText}</p>` : nothing}
      ${plainText(row.message.text)}`;
    case 'rest':
      return html`<vscode-button
        appearance="secondary"
        @click=${() => view.actions.showRest(row.message.key)}
      >
        ${fill(text.showRest, { size: size(row.hidden) })}
      </vscode-button>`;
    case 'body':
      return cardOrMedia(view, row);
    case 'tool':
      return toolMessage(view, row);
    case 'placeholder':
      return placeholder(view, row.run);
    case 'footer':
      return assistantFooter(view, row);
  }
}

/** The beginning of a text that is not rendered as Markdown. */
function plainText(whole: string): unknown {
  return html`${plainPieces(beginning(whole, plainLength)).map(
    (piece) => html`<div class="plain" dir="auto">${piece}</div>`,
  )}
  ${truncated(whole.length, plainLength)}`;
}

function isTimed(view: ViewServices, row: Row): boolean {
  if (row.kind === 'placeholder') return true;
  if (row.kind !== 'footer') return false;
  const { run } = row;
  return (
    run.silentSince !== undefined ||
    run.retry !== undefined ||
    silentSeconds(view, run) > 0 ||
    isAskedToWait(run, view.state.now)
  );
}

/** Maximum length of plain text, in UTF-16 units. Copying copies all of it. */
const plainLength = 200_000;

const reported = new Set<string>();

function brokenRow(view: ViewServices, row: Row, error: unknown): TemplateResult {
  if (!reported.has(row.key)) {
    reported.add(row.key);
    view.actions.post({ type: 'reportViewError', text: `row ${row.kind}: ${stackOf(error)}` });
  }
  return html`<p class="note">${text.plainText}</p>
    <div class="plain" dir="auto">${plainTextOf(row)}</div>`;
}

function plainTextOf(row: Row): string {
  if (row.kind === 'user') return row.text;
  if (row.kind === 'block') return row.block.source;
  return row.article.message?.text ?? '';
}

/** The stack of an error without its message, which may quote the rendered text. */
export function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames].join('\n').slice(0, 4000);
}
