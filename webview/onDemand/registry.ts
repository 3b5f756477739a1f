import type { CopiedText } from '../clipboard/copiedText';
import type { HLJSApi, LanguageFn } from 'highlight.js';

/** The parts of the view that are loaded only when a message needs them, by the name of their file. */
export interface Parts {
  /** What goes to the clipboard of a selection. */
  readonly copiedText: (selected: Range) => CopiedText;
  /** Text colours that can be read in every theme. There is nothing to call: it changes the page when it is loaded. */
  readonly readableColors: true;
  /** The highlighter with the most common languages. */
  readonly highlight: HLJSApi;
  /** Definitions of the other languages, by name. */
  readonly languages: Readonly<Record<string, LanguageFn>>;
  /** TeX to MathML; `undefined` for TeX that is not understood, defines macros or makes too much of itself. */
  readonly math: (tex: string, isBlock: boolean) => string | undefined;
}

export type PartName = keyof Parts;

const key = Symbol.for('coze.parts');
const store = globalThis as unknown as Record<typeof key, Partial<Parts> | undefined>;

/** Called by the file of a part when it runs. It is a bundle of its own, so the two meet at the global object. */
export function provide<N extends PartName>(name: N, part: Parts[N]): void {
  store[key] = { ...store[key], [name]: part };
}

/** A part, if it has been loaded. */
export function partOf<N extends PartName>(name: N): Parts[N] | undefined {
  return store[key]?.[name];
}
