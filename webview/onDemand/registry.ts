import type { HLJSApi, LanguageFn } from 'highlight.js';
import type { PartName } from '../trust/partUrl';
import type { CreatePanel } from './attachmentsPart';
import type { InputsPart } from './inputsPart';

/** A selection in the formats of the clipboard. */
export interface CopiedText {
  readonly plain: string;
  readonly html: string;
}

/** What each part provides, by the name of its file in `webview/parts`. */
export interface Parts {
  /** The attachments of the composer: chips, menu, form, drop zone. */
  readonly attachments: CreatePanel;
  /** The text of a selection for the clipboard. */
  readonly copiedText: (selected: Range) => CopiedText;
  /** Readable text colours in every theme. Has nothing to call: it changes the page when it is loaded. */
  readonly readableColors: true;
  /** The highlighter with the most common languages. */
  readonly highlight: {
    readonly hljs: HLJSApi;
    /** Names and aliases of the languages in the part `languages`. */
    readonly otherLanguages: ReadonlySet<string>;
  };
  /** Forms: the workflow's inputs, and the answer to an input node. */
  readonly inputs: InputsPart;
  /** Definitions of the other languages, by name. */
  readonly languages: Readonly<Record<string, LanguageFn>>;
  /** Converts TeX to MathML. Returns `undefined` for TeX that is invalid, defines macros or is too large. */
  readonly math: (tex: string, isBlock: boolean) => string | undefined;
}

const key = Symbol.for('coze.parts');
const store = globalThis as unknown as Record<typeof key, Partial<Parts> | undefined>;

/** Called by the file of a part. Each file is a separate bundle, so parts are passed through the global object. */
export function provide<N extends PartName>(name: N, part: Parts[N]): void {
  store[key] = { ...store[key], [name]: part };
}

/** Returns a part, or `undefined` if it has not been loaded. */
export function partOf<N extends PartName>(name: N): Parts[N] | undefined {
  return store[key]?.[name];
}
