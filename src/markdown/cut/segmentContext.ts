import type { StructureBlock } from './cuts';
import type { Fence } from './fence';
import type { Segment } from './segment';

/** What a text goes on with after the last cut. */
export type Context =
  | { readonly type: 'blocks' }
  | { readonly type: 'fence'; readonly fence: Fence }
  | { readonly type: 'list'; readonly number: number | undefined }
  | { readonly type: 'table'; readonly header: string };

export const plain: Context = { type: 'blocks' };

/** A piece of text as the segment it is in its context. Without a block it goes on with what the context says. */
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

/** Whether a reader sees anything of a block. */
export function isShown(block: StructureBlock): boolean {
  return block.type !== 'reference_definition' && block.type !== 'comment';
}

/** The two lines that a table begins with, blank ones before it left out. */
export function headerOf(table: string): string {
  return /^(?:[ \t]*\n)*((?:[^\n]*\n){2})/.exec(table)?.[1] ?? '';
}

/** What the parser needs before a text that continues a table, to read its rows. */
export function headerIn(context: Context): { readonly header: string; readonly headerLines: number } {
  return context.type === 'table'
    ? { header: context.header, headerLines: 2 }
    : { header: '', headerLines: 0 };
}
