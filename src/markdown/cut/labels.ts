import { parser } from '../parse/parser';

/** The labels of links that the text so far refers to: everything between brackets in it. */
export class Labels {
  private readonly noted = new Set<string>();

  /** Records the labels that a text refers to, without those that it defines. */
  note(source: string): void {
    if (!source.includes(']')) return;
    for (const [, label = ''] of source.replace(definition, '').matchAll(bracketed)) {
      this.noted.add(normalised(label));
    }
  }

  /** Whether the text refers to a label, as the parser has normalised it. */
  has(label: string): boolean {
    return this.noted.has(label);
  }

  /** The normalised labels that a text may define and that nothing refers to. */
  unusedIn(source: string): readonly string[] {
    if (!source.includes(']:')) return [];
    return Array.from(source.matchAll(definition), ([, label = '']) => normalised(label)).filter(
      (label) => !this.noted.has(label),
    );
  }
}

function normalised(label: string): string {
  return parser().utils.normalizeReference(label);
}

const label = String.raw`\[((?:[^[\]\\]|\\[^]){1,999})\]`;
const bracketed = new RegExp(label, 'g');
const definition = new RegExp(String.raw`^(?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t])*${label}:`, 'gm');
