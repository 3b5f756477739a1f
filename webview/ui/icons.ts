import { svg, html, type TemplateResult } from 'lit-html';

const paths = {
  send: 'M2 2.5 14.5 8 2 13.5 3.8 8.6 9 8 3.8 7.4Z',
  stop: 'M4 4h8v8H4Z',
  close: 'm8 7.1 3.6-3.6.9.9L8.9 8l3.6 3.6-.9.9L8 8.9l-3.6 3.6-.9-.9L7.1 8 3.5 4.4l.9-.9Z',
  copy: 'M5 2h8v9h-2v3H3V5h2Zm1.2 3H11v4.8h.8V3.2H6.2ZM4.2 6.2v6.6h5.6V6.2Z',
  edit: 'M11.2 2 14 4.8 5.6 13.2 2 14l.8-3.6Zm0 1.7L4 11l-.4 1.5L5 12.1l7.3-7.3Z',
  again: 'M8 2.5A5.5 5.5 0 0 1 13 5.8V3h1.2v5H9.2V6.8h3A4.3 4.3 0 1 0 12 9.6l1.1.5A5.5 5.5 0 1 1 8 2.5Z',
  hide: 'M8 3.5c3.5 0 6 2.5 7 4.5-1 2-3.5 4.5-7 4.5S2 10 1 8c1-2 3.5-4.5 7-4.5Zm0 2.5a2 2 0 0 0 0 4 2 2 0 0 0 0-4ZM2.7 1.8l11.5 11.5-.9.9L1.8 2.7Z',
  like: 'M2 7h2.5v7H2Zm4 0 2.5-5c1.2 0 1.8.9 1.6 2L9.7 6H13c1 0 1.6.8 1.4 1.7l-1 5c-.1.8-.7 1.3-1.5 1.3H6Z',
  add: 'M7.4 2.5h1.2v4.9h4.9v1.2H8.6v4.9H7.4V8.6H2.5V7.4h4.9Z',
  up: 'm8 4.5 5 5-.9.9L8 6.3l-4.1 4.1-.9-.9Z',
  down: 'm8 11.5-5-5 .9-.9L8 9.7l4.1-4.1.9.9Z',
  problems: 'M8 2 15 14H1Zm-.6 4.5v4h1.2v-4Zm0 5.2v1.2h1.2v-1.2Z',
  jump: 'M7.4 2.5h1.2v8.6l3.6-3.6.9.9L8 13.5 2.9 8.4l.9-.9 3.6 3.6Z',
  chevron: 'm6 3 5 5-5 5-.9-.9L9.2 8 5.1 3.9Z',
} as const;

export type IconName = keyof typeof paths;

/** A small icon in the colour of the text. The button has the accessible name. */
export function icon(name: IconName, isTurned = false): TemplateResult {
  return html`<svg
    class=${isTurned ? 'icon turned' : 'icon'}
    viewBox="0 0 16 16"
    width="16"
    height="16"
    aria-hidden="true"
    focusable="false"
  >
    ${svg`<path fill="currentColor" fill-rule="evenodd" d=${paths[name]}></path>`}
  </svg>`;
}

/** The icon of the extension, for an empty view. */
export function emblem(): TemplateResult {
  return html`<svg class="emblem" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${svg`<g fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">
      <path d="M5 4h14a2.5 2.5 0 0 1 2.5 2.5v8.5a2.5 2.5 0 0 1-2.5 2.5h-7.5L7 21v-3.5H5A2.5 2.5 0 0 1 2.5 15V6.5A2.5 2.5 0 0 1 5 4Z"></path>
      <path d="M8.5 10.75h2.25c1.5 0 1.25-2.5 2.75-2.5h1M8.5 10.75h2.25c1.5 0 1.25 2.5 2.75 2.5h1"></path>
    </g>
    <path fill="currentColor" d="M6 10.75a1.25 1.25 0 1 0 2.5 0a1.25 1.25 0 1 0-2.5 0M14.75 8.25a1.25 1.25 0 1 0 2.5 0a1.25 1.25 0 1 0-2.5 0M14.75 13.5a1.25 1.25 0 1 0 2.5 0a1.25 1.25 0 1 0-2.5 0"></path>`}
  </svg>`;
}

/** An icon before the text of a toolkit button. */
export function inButton(name: IconName): TemplateResult {
  return html`<span slot="start">${icon(name)}</span>`;
}
