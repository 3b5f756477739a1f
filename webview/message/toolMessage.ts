import { parseJson } from '../../src/shared/json/json';
import { beginning } from '../../src/shared/text/beginning';
import { html, nothing, type TemplateResult } from 'lit-html';
import { layOutJson } from './jsonLayout';
import type { ToolRow } from '../list/rows';
import type { ViewServices } from '../state/viewServices';
import { truncated } from '../ui/omitted';
import { text } from '../words/text';

const shownLength = 20_000;

/** A call or an output of a tool, folded. JSON is laid out. */
export function toolMessage(view: ViewServices, row: ToolRow): TemplateResult {
  const { body, text: content, key } = row.message;
  const tool = body.type === 'tool' ? body : undefined;
  const verb = { call: text.toolCall, output: text.toolOutput, knowledge: text.toolKnowledge }[
    tool?.tool ?? 'output'
  ];
  const name = tool?.name ?? nameInCall(content);
  const toggle = { kind: 'open', id: key } as const;
  const isOpen = view.state.ui.isOn(toggle);
  return html`<details
    class="tool"
    .open=${isOpen}
    @toggle=${(event: Event) => view.state.ui.set(toggle, (event.target as HTMLDetailsElement).open)}
  >
    <summary><span class="verb">${verb}</span> ${name ? html`<code>${name}</code>` : nothing}</summary>
    ${isOpen ? data(view, content) : nothing}
  </details>`;
}

/** The beginning of data of the service, with a button that copies all of it. JSON is laid out. */
export function data(view: ViewServices, content: string): TemplateResult {
  const shown = pretty(content);
  return html`<pre tabindex="0">${beginning(shown, shownLength)}</pre>
    ${truncated(shown.length, shownLength)} ${copyLink(view, content)}`;
}

/** A button that copies a text of the service. The answer that is copied has none of it. */
export function copyLink(view: ViewServices, content: string): TemplateResult {
  return html`<button class="link" @click=${(event: Event) => view.actions.copy(content, event)}>
    ${text.copyMessage}
  </button>`;
}

/** Coze puts the name of the function into the JSON of the call. */
function nameInCall(content: string): string | undefined {
  if (content.length > shownLength) return undefined;
  const value = parse(content);
  const name =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)['name'] : undefined;
  return typeof name === 'string' ? beginning(name, 100) : undefined;
}

/** Lays out the beginning of JSON. Other text is returned unchanged. */
function pretty(content: string): string {
  // Parsing megabytes would block the view, and only the beginning is shown.
  return content.length > 1_000_000 ? content : layOutJson(content, shownLength);
}

function parse(content: string): unknown {
  const first = content.trimStart()[0];
  return first === '{' || first === '[' ? parseJson(content) : undefined;
}
