import MarkdownIt from 'markdown-it';
import { lineAt, type BlockState } from './blocks/blockLines';
import { useComments } from './blocks/comments';
import { useUnusedDefinitions } from './blocks/definitions';
import { useDetails } from './blocks/details';
import { useDirection } from './direction';
import { useCjkFriendlyEmphasis } from './inline/emphasis';
import { useFences } from './blocks/fenceRule';
import { useInlineHtml } from './inline/inlineHtml';
import { useListNumbers } from './blocks/listNumbers';
import type { MarkdownParser, Token } from './markdownIt';
import { useMath } from './blocks/math';
import { usePendingReferences } from './inline/pendingReferences';
import { useWholeRows } from './blocks/tableRows';
import { useComparisons } from './blocks/quotes';
import { useTailRepair } from './inline/tailRepair';
import { useTaskLists } from './blocks/taskLists';
import { isAllowedUrl, useExplicitLinks } from './inline/urls';

export type References = Record<string, { readonly title: string; readonly href: string }>;

/** What goes in and out of one parse besides the text. */
export interface ParseEnvironment {
  [key: string | symbol]: unknown;
  /** Definitions of links, known before and found now. Made with a null prototype: labels are foreign text. */
  references: References;
  /** The text is still being written: half-open syntax at its end is read as if it were finished. */
  isOpen?: boolean;
  /** More text follows, which may define what is not defined yet. */
  isIncomplete?: boolean;
  /** Normalised labels of definitions that are shown as they were typed. */
  unusedLabels?: readonly string[];
}

/** Widest table that is shown as a table: a line of pipes must not become 60,000 cells. */
const maxTableColumns = 64;

/** Most cells of a table within a list or quote. One on its own is cut after some rows. */
const maxNestedCells = 16_384;

let made: MarkdownParser | undefined;

/**
 * The one Markdown parser of the project; host and view must agree on what is a link and which one.
 * HTML is text but for a few tags. Line breaks count, because workflows answer from templates. Only https targets make links and images.
 * Made when it is first asked for: the host must start without it.
 */
export function parser(): MarkdownParser {
  return (made ??= createParser());
}

function createParser(): MarkdownParser {
  const markdown = new MarkdownIt({
    html: false,
    linkify: false,
    typographer: false,
    breaks: true,
    maxNesting: 40,
  });
  markdown.disable(['replacements', 'smartquotes']);
  markdown.validateLink = isAllowedUrl;
  useWholeRows(markdown);
  useFences(markdown);
  useComparisons(markdown);
  useExplicitLinks(markdown);
  useCjkFriendlyEmphasis(markdown);
  useMath(markdown);
  usePendingReferences(markdown);
  useTailRepair(markdown);
  useInlineHtml(markdown);
  useComments(markdown);
  useUnusedDefinitions(markdown);
  useTaskLists(markdown);
  useListNumbers(markdown);
  useDirection(markdown);
  refuseWideTables(markdown);
  useDetails(markdown);
  return markdown;
}

/** An environment without definitions. */
export function emptyEnvironment(isIncomplete = false): ParseEnvironment {
  return { references: Object.create(null) as References, isIncomplete };
}

/**
 * An environment for a segment that is not settled: it knows the definitions so far, and keeps none of its own. `isOpen`
 * tells that the text ends in it.
 */
export function openEnvironment(environment: ParseEnvironment, isOpen: boolean): ParseEnvironment {
  return { references: Object.create(environment.references) as References, isOpen, isIncomplete: true };
}

/** Top-level structure only, without reading inline content. `references` of the environment are not kept. */
export function parseStructure(text: string): readonly Token[] {
  const tokens: Token[] = [];
  parser().block.parse(text, parser(), emptyEnvironment(), tokens);
  return tokens;
}

/** The tokens of a piece of text. Definitions it makes are added to the environment; the first of a label wins. */
export function parse(text: string, environment: ParseEnvironment): readonly Token[] {
  return parser().parse(text, environment);
}

function refuseWideTables(markdown: MarkdownParser): void {
  markdown.block.ruler.before('table', 'wideTable', (state, startLine, endLine, silent) => {
    if (silent || startLine + 1 >= endLine) return false;
    const line = lineAt(state, startLine + 1);
    if (!line.includes('|') || !/^[|:\- \t]+$/.test(line)) return false;
    const columns = line.split('|').length - 2;
    const rows = state.level > 0 ? rowsFrom(state, startLine + 2, endLine) : 0;
    if (columns <= maxTableColumns && columns * rows <= maxNestedCells) return false;
    const open = state.push('paragraph_open', 'p', 1);
    open.map = [startLine, startLine + 2];
    const inline = state.push('inline', '', 0);
    inline.content = state.getLines(startLine, startLine + 2, state.blkIndent, false).trim();
    inline.map = [startLine, startLine + 2];
    inline.children = [];
    state.push('paragraph_close', 'p', -1);
    state.line = startLine + 2;
    return true;
  });
}

/** How many rows a table can have at most. */
function rowsFrom(state: BlockState, firstLine: number, endLine: number): number {
  let line = firstLine;
  while (line < endLine && !state.isEmpty(line) && (state.sCount[line] ?? 0) >= state.blkIndent) line++;
  return line - firstLine;
}
