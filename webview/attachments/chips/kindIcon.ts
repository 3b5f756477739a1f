import { html, svg, type TemplateResult } from 'lit-html';
import type { MediaItem } from '../../../src/shared/conversation/content';

const paths: Readonly<Record<MediaItem['kind'] | 'text', string>> = {
  file: 'M3 1h6.5L13 4.500V15H3Zm1.2 1.200v11.600h7.600V5.200H8.800v-3Z',
  image:
    'M1 2.500h14v11H1Zm1.200 1.200v6.500l3-3 3 3 2-2 3.600 3.500V3.700Zm8.300 1a1.300 1.300 0 1 1 0 2.600 1.300 1.300 0 0 1 0-2.600Z',
  audio: 'M6 2.200 14 1v9.800a2.300 2.300 0 1 1-1.200-2V4.500l-5.600.8v6.500a2.300 2.300 0 1 1-1.200-2Z',
  video: 'M1 3.500h10v3l4-2.300v7.600l-4-2.300v3H1Zm1.200 1.200v6.600h7.600V4.700Z',
  text: 'M2 3h12v1.200H2Zm0 3.300h12v1.200H2Zm0 3.300h8v1.200H2Z',
};

/** An icon for the kind of an attachment. It says nothing that its name does not. */
export function kindIcon(kind: MediaItem['kind'] | 'text'): TemplateResult {
  return html`<svg class="face" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    ${svg`<path fill="currentColor" fill-rule="evenodd" d=${paths[kind]}></path>`}
  </svg>`;
}
