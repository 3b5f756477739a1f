import { svg, html, type TemplateResult } from 'lit-html';

const paths = {
  send: 'M2 2.5 14.5 8 2 13.5 3.8 8.6 9 8 3.8 7.4Z',
  stop: 'M4 4h8v8H4Z',
  close: 'm8 7.1 3.6-3.6.9.9L8.9 8l3.6 3.6-.9.9L8 8.9l-3.6 3.6-.9-.9L7.1 8 3.5 4.4l.9-.9Z',
  copy: 'M5 2h8v9h-2v3H3V5h2Zm1.2 3H11v4.8h.8V3.2H6.2ZM4.2 6.2v6.6h5.6V6.2Z',
  check: 'm6.2 12.4-4-4 .9-.9 3.1 3.1 6.7-6.9.9.9Z',
  edit: 'M11.2 2 14 4.8 5.6 13.2 2 14l.8-3.6Zm0 1.7L4 11l-.4 1.5L5 12.1l7.3-7.3Z',
  again: 'M8 2.5A5.5 5.5 0 0 1 13 5.8V3h1.2v5H9.2V6.8h3A4.3 4.3 0 1 0 12 9.6l1.1.5A5.5 5.5 0 1 1 8 2.5Z',
  hide: 'm2.6 1.8 11.6 11.6-.9.9-2.4-2.4A7 7 0 0 1 8 12.500C4.500 12.500 2 10 1 8c.5-1 1.400-2.200 2.700-3.100L1.800 2.700ZM4.600 5.800C3.500 6.500 2.800 7.400 2.400 8c1 1.700 3 3.300 5.600 3.300.7 0 1.300-.1 1.900-.3L8.700 9.800a2 2 0 0 1-2.500-2.500ZM8 3.500c3.500 0 6 2.500 7 4.500-.4.8-1 1.700-1.900 2.500l-.8-.8c.6-.6 1-1.200 1.300-1.700-1-1.700-3-3.300-5.600-3.300-.4 0-.8 0-1.200.1l-1-1C6.500 3.600 7.200 3.500 8 3.500Z',
  like: 'M7.500 2c1.200 0 2 .9 2 2.100L9.200 6h3.300c1 0 1.700.9 1.500 1.900l-.9 4.500c-.1.7-.8 1.200-1.500 1.200H2.500V6.500h2L6.600 3ZM4.700 7.700h-1v4.700h1Zm1.200 4.700h5.700c.2 0 .3-.1.4-.3l.8-4.500c0-.2-.1-.4-.3-.4H7.800l.5-3c0-.6-.3-1-.7-1L5.900 7Z',
  link: 'M6.600 4.500 9 2.100a3.400 3.400 0 0 1 4.800 4.800l-2.400 2.400-.9-.8L13 6a2.200 2.200 0 0 0-3-3.100L7.500 5.300Zm2.800 7L7 13.900a3.400 3.400 0 0 1-4.800-4.800l2.400-2.400.9.8L3 10a2.200 2.200 0 0 0 3 3.100l2.500-2.400ZM5.200 9.900l4.700-4.700.9.9-4.700 4.700Z',
  up: 'm8 4.500 5 5-.9.9L8 6.300l-4.100 4.100-.9-.9Z',
  down: 'm8 11.500-5-5 .9-.9L8 9.700l4.100-4.100.9.9Z',
  jump: 'M7.400 2.500h1.200v8.600l3.600-3.600.9.900L8 13.500 2.900 8.400l.9-.9 3.600 3.600Z',
  chevron: 'm6 3 5 5-5 5-.9-.9L9.200 8 5.100 3.900Z',
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
      <path d="M5 4h14a2.500 2.500 0 0 1 2.500 2.500v8.500a2.500 2.500 0 0 1-2.500 2.500h-7.500L7 21v-3.500H5A2.500 2.500 0 0 1 2.500 15V6.500A2.500 2.500 0 0 1 5 4Z"></path>
      <path d="M8.500 10.750h2.250c1.500 0 1.250-2.500 2.750-2.500h1M8.500 10.750h2.250c1.500 0 1.250 2.500 2.750 2.500h1"></path>
    </g>
    <path fill="currentColor" d="M6 10.750a1.250 1.250 0 1 0 2.500 0a1.250 1.250 0 1 0-2.500 0M14.750 8.250a1.250 1.250 0 1 0 2.500 0a1.250 1.250 0 1 0-2.500 0M14.750 13.500a1.250 1.250 0 1 0 2.500 0a1.250 1.250 0 1 0-2.500 0"></path>`}
  </svg>`;
}

/** An icon before the text of a toolkit button. */
export function inButton(name: IconName): TemplateResult {
  return html`<span slot="start">${icon(name)}</span>`;
}
