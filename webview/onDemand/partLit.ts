import type { Lit } from './lit';

/*
 * lit-html of the view. The build puts this module in place of `lit-html` into the parts: a second copy would fail,
 * because the page allows one Trusted Types policy of that name.
 */

const key = Symbol.for('coze.lit');

const lit = (globalThis as unknown as Record<typeof key, Lit>)[key];

export const html: Lit['html'] = lit.html;
export const live: Lit['live'] = lit.live;
export const nothing: Lit['nothing'] = lit.nothing;
export const svg: Lit['svg'] = lit.svg;
