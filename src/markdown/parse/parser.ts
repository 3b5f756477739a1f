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

/** Input and output of a parse besides the text. */
export interface ParseEnvironment {
  [key: string | symbol]: unknown;
  /** Link definitions, from earlier text and from this parse. Has a null prototype because labels are untrusted. */
  references: References;
  /** The message ends in this text and is incomplete: incomplete syntax at its end is read as if it were complete. */
  isOpen?: boolean;
  /** The message is incomplete: later text may define labels. */
  isIncomplete?: boolean;
  /** Normalised labels of definitions that are shown as typed. */
  unusedLabels?: readonly string[];
}

/** Widest table that is shown as a table: a line of pipes must not become 60,000 cells. */
const maxTableColumns = 64;

/** Most cells of a table within a list or quote. One on its own is cut after some rows. */
const maxNestedCells = 16_384;

let made: MarkdownParser | undefined;

/**
 * The only Markdown parser of the project: host and view must agree on links. HTML is text except for a few tags, line breaks
 * are kept because workflows answer from templates, and only https targets become links and images. Created on first use,
 * which keeps it out of activation.
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
 * An environment for a segment that is not settled. It inherits the definitions so far; new ones do not reach `environment`.
 * `isOpen` is true for the last segment of the message.
 */
export function openEnvironment(environment: ParseEnvironment, isOpen: boolean): ParseEnvironment {
  return { references: Object.create(environment.references) as References, isOpen, isIncomplete: true };
}

/** The block tokens of a text, without inline content. */
export function parseStructure(text: string): readonly Token[] {
  const tokens: Token[] = [];
  parser().block.parse(text, parser(), emptyEnvironment(), tokens);
  return tokens;
}

/** The tokens of a text. Adds its definitions to the environment; the first definition of a label wins. */
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

/** Upper bound of the number of rows of a table. */
function rowsFrom(state: BlockState, firstLine: number, endLine: number): number {
  let line = firstLine;
  while (line < endLine && !state.isEmpty(line) && (state.sCount[line] ?? 0) >= state.blkIndent) line++;
  return line - firstLine;
}
