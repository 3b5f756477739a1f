import type { Token } from '../../../src/markdown/parse/markdownIt';

/** Numbers of the links, images and code blocks that actions refer to by index. */
export interface Counts {
  readonly links: number;
  readonly images: number;
  readonly codes: number;
}

export const noCounts: Counts = { links: 0, images: 0, codes: 0 };

export function countsOf(tokens: readonly Token[]): Counts {
  let links = 0;
  let images = 0;
  let codes = 0;
  for (const token of tokens) {
    if (token.type === 'fence' || token.type === 'code_block') codes++;
    for (const child of token.children ?? []) {
      if (child.type === 'link_open') links++;
      else if (child.type === 'image') images++;
    }
  }
  return { links, images, codes };
}

export function sum(one: Counts, other: Counts): Counts {
  return {
    links: one.links + other.links,
    images: one.images + other.images,
    codes: one.codes + other.codes,
  };
}

export function isEqual(one: Counts, other: Counts): boolean {
  return one.links === other.links && one.images === other.images && one.codes === other.codes;
}
