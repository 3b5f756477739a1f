import temml, { type Options } from 'temml';

/** Maximum number of nodes of a parsed formula, and of elements of the result. */
export const maxElements = 4_000;

/** Maximum number of macro expansions. Only macros of the library can occur. */
const maxExpand = 200;

/** Temml converts the content of these nodes more than once, which takes exponential time when they are nested. */
const repeats: Readonly<Record<string, number>> = { cancelto: 3, lap: 3 };

/** Names under which Temml stores its own notes among the macros, and the tokens of a tag. */
const ownNotes = new Set(['\\cr', '\\@eqnsw', '\\color']);
const tag = '\\df@tag';
const maxTagTokens = 100;
const namedColor = '\\\\color@';

/** A class attribute with names that are not of Temml. */
const otherClass = / class="(?!(?:tml-[\w-]+ ?)+")[^"]*"/g;

/**
 * Converts TeX to MathML. Throws if the result would not be in proportion to the source: for a formula that defines
 * macros, for more than {@link maxElements} elements, and for anything that Temml does not understand.
 */
export function boundedMath(tex: string, isBlock: boolean): string {
  const options = (): Options => ({
    displayMode: isBlock,
    trust: false,
    throwOnError: true,
    maxExpand,
    maxSize: [50, 20],
    macros: noDefinitions(),
  });
  countNodes(temml.__parse(tex, options()));
  const html = temml.renderToString(tex, options());
  if (html.split(/<[a-z]/).length - 1 > maxElements) throw new RangeError('too many elements');
  // The Content-Security-Policy of the page refuses style attributes and reports each one.
  return html
    .replace(/ style="[^"]*"/g, '')
    .replace(otherClass, '')
    .replaceAll('&#x27;', "'");
}

/**
 * A table of macros that refuses definitions. They are refused where they are stored, whichever command defines them.
 */
function noDefinitions(): Record<string, unknown> {
  return new Proxy<Record<string, unknown>>(
    {},
    {
      set(macros, name: string, value: unknown) {
        if (!isOwnNote(name, value)) throw new RangeError('a macro definition');
        macros[name] = value;
        return true;
      },
    },
  );
}

function isOwnNote(name: string, value: unknown): boolean {
  if (name.startsWith(namedColor)) return true;
  if (typeof value !== 'object' || value === null) return ownNotes.has(name) || name === tag;
  const { tokens } = value as { readonly tokens?: readonly unknown[] };
  return name === tag && (tokens?.length ?? 0) <= maxTagTokens;
}

/** Throws if the conversion of a parsed formula would take more steps than {@link maxElements}. */
function countNodes(tree: unknown): void {
  let count = 0;
  const visit = (value: unknown, times: number): void => {
    if (typeof value !== 'object' || value === null) return;
    const { type } = value as { readonly type?: unknown };
    const factor = typeof type === 'string' ? (repeats[type] ?? 1) * times : times;
    if (typeof type === 'string') count += times;
    if (count > maxElements) throw new RangeError('too many nodes');
    // `loc` refers back to the whole source.
    for (const [key, child] of Object.entries(value)) if (key !== 'loc') visit(child, factor);
  };
  visit(tree, 1);
}
