import type { StructureBlock } from './cuts';
import type { Fence } from './fence';
import type { Segment } from './segment';

/** What the text after the last cut continues. */
export type Context =
  | { readonly type: 'blocks' }
  | { readonly type: 'fence'; readonly fence: Fence }
  | { readonly type: 'list'; readonly number: number | undefined }
  | { readonly type: 'table'; readonly header: string };

export const plain: Context = { type: 'blocks' };

/** Makes the segment for a piece of text. Without a block, the piece continues the list or table of the context. */
export function segmentOf(
  block: StructureBlock | undefined,
  context: Context,
  source: string,
  start: number,
  isLoose: boolean,
): Segment {
  if (context.type === 'table') return { type: 'rows', source, start, header: context.header };
  return {
    type: 'markdown',
    source,
    start,
    ...(context.type === 'list' && context.number !== undefined && { listNumber: context.number }),
    ...(isLoose && { isLoose }),
    ...(block && !isShown(block) && { isHidden: true }),
  };
}

/** Whether a block is visible. */
export function isShown(block: StructureBlock): boolean {
  return block.type !== 'reference_definition' && block.type !== 'comment';
}

/** The header and the delimiter row of a table, without blank lines before them. */
export function headerOf(table: string): string {
  return /^(?:[ \t]*\n)*((?:[^\n]*\n){2})/.exec(table)?.[1] ?? '';
}

/** The lines that must precede a text that continues a table so that the parser reads its rows. */
export function headerIn(context: Context): { readonly header: string; readonly headerLines: number } {
  return context.type === 'table'
    ? { header: context.header, headerLines: 2 }
    : { header: '', headerLines: 0 };
}
