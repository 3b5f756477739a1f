import { html, nothing, svg } from 'lit-html';
import { live } from 'lit-html/directives/live.js';

/** What the parts use of lit-html. */
export interface Lit {
  readonly html: typeof html;
  readonly live: typeof live;
  readonly nothing: typeof nothing;
  readonly svg: typeof svg;
}

const key = Symbol.for('coze.lit');

/** Makes lit-html available to the parts, before the first of them is loaded. See `partLit.ts`. */
export function shareLit(): void {
  const lit: Lit = { html, live, nothing, svg };
  (globalThis as unknown as Record<typeof key, Lit>)[key] = lit;
}
