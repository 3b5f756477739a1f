import { parser } from '../parse/parser';
import type { Segment } from './segment';

/** What the text so far may refer to: everything between brackets in it. */
export class Labels {
  readonly #noted = new Set<string>();

  note(segment: Segment): void {
    if (segment.type === 'code' || (segment.type === 'markdown' && segment.isHidden === true)) return;
    if (!segment.source.includes(']')) return;
    for (const [, label = ''] of segment.source.matchAll(bracketed)) this.#noted.add(normalised(label));
  }

  /** Whether a label, as the parser has normalised it, is referred to. */
  has(label: string): boolean {
    return this.#noted.has(label);
  }
}

function normalised(label: string): string {
  return parser().utils.normalizeReference(label);
}

const bracketed = /\[((?:[^[\]\\]|\\[^]){1,999})\]/g;
