import temml, { type Options } from 'temml';

/** Most nodes of a parsed formula, and most elements that may come of it. */
export const maxElements = 4_000;

/** Macros may expand this often; only the library's own ones can. */
const maxExpand = 200;

/** Temml converts the content of these more than once, and so takes exponentially long where they are nested. */
const repeats: Readonly<Record<string, number>> = { cancelto: 3, lap: 3 };

/** Names under which Temml itself keeps notes among the macros while it reads a formula, and the tokens of a tag. */
const ownNotes = new Set(['\\cr', '\\@eqnsw', '\\color']);
const tag = '\\df@tag';
const maxTagTokens = 100;
const namedColor = '\\\\color@';

/** A class attribute with names of other libraries' style sheets. */
const otherClass = / class="(?!(?:tml-[\w-]+ ?)+")[^"]*"/g;

/**
 * TeX as MathML. Throws where the result would not be in proportion to the source: a formula that defines macros, one of
 * more than {@link maxElements}, and anything that Temml does not understand.
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
  // The page's policy refuses style attributes, and reports each of them.
  return html
    .replace(/ style="[^"]*"/g, '')
    .replace(otherClass, '')
    .replaceAll('&#x27;', "'");
}

/** Macros that refuse every definition. They are checked where they are stored, so it does not matter which command defines them. */
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

/** Throws where converting a parsed formula would take more steps than it may have elements. */
function countNodes(tree: unknown): void {
  let count = 0;
  const visit = (value: unknown, times: number): void => {
    if (typeof value !== 'object' || value === null) return;
    const { type } = value as { readonly type?: unknown };
    const factor = typeof type === 'string' ? (repeats[type] ?? 1) * times : times;
    if (typeof type === 'string') count += times;
    if (count > maxElements) throw new RangeError('too many nodes');
    // Where a token stood in the source leads back to the whole.
    for (const [key, child] of Object.entries(value)) if (key !== 'loc') visit(child, factor);
  };
  visit(tree, 1);
}
