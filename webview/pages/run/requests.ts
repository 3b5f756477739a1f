import { indentedJson } from '../../../src/shared/json/json';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { InspectedRequest, RunInspection } from '../../../src/shared/inspection/runInspection';
import type { RunView } from './runView';
import { errorWords, fill, label, text } from './words';

/** What was sent, and the head of what answered it. */
export function requestSection({ requests }: RunInspection, act: RunView['act']): TemplateResult {
  const isOne = requests.length === 1;
  return html`${requests.map((request, index) => {
    const title = isOne ? text.request : fill(text.requestNumber, { number: index + 1 });
    return html`<section>
      <h2>${title}</h2>
      ${requestTemplate(request)} ${block(text.body, indented(request.body))}
      <div class="buttons">
        <button class="secondary" @click=${() => act({ type: 'copyRequest', index })}>
          ${text.copyBody}
        </button>
      </div>
    </section>`;
  })}`;
}

function requestTemplate(request: InspectedRequest): TemplateResult {
  const { method, url, status, headers = {}, replyBody, error } = request;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return html`<p><code>${method} ${url}</code></p>
    <p>${label(text.status)}${status ?? text.noResponse}</p>
    ${error ? html`<p class="bad">${errorWords(error).message}</p>` : nothing}
    ${lines.length > 0 ? block(text.headers, lines.join('\n')) : nothing}
    ${replyBody === undefined ? nothing : block(text.replyBody, replyBody)}`;
}

function block(title: string, content: string): TemplateResult {
  return html`<details>
    <summary>${title}</summary>
    <pre tabindex="0"><code>${content}</code></pre>
  </details>`;
}

/** Longest body that is indented: more takes long to parse. */
const maxIndented = 200_000;

function indented(body: string): string {
  return body.length > maxIndented ? body : indentedJson(body);
}
