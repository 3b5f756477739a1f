import { structureOf, type StructureBlock } from './cuts';
import { lineStartsOf } from '../lines';
import { steadyLines } from './openLines';
import type { Segment } from './segment';
import { headerIn, isShown, plain, segmentOf, type Context } from './segmentContext';

/** The blocks of an open end as they look now. */
export function openBlocks(context: Context, tail: string, start: number): readonly Segment[] {
  const { header, headerLines } = headerIn(context);
  const text = steadyTail(context, tail);
  if (text.trim() === '') return [];
  const lineStarts = lineStartsOf(text);
  const blocks = structureOf(header + text, headerLines).filter(isShown);
  const startOf = (block: StructureBlock): number => (lineStarts[block.start] ?? text.length) + block.column;
  return blocks.map((block, index) => {
    const next = blocks[index + 1];
    const from = index === 0 ? 0 : startOf(block);
    const to = next ? startOf(next) : text.length;
    return segmentOf(block, index === 0 ? context : plain, text.slice(from, to), start + from, false);
  });
}

/** An open end without the syntax at its end that is still incomplete. */
export function steadyTail(context: Context, tail: string): string {
  const { header } = headerIn(context);
  return steadyLines(header + tail).slice(header.length);
}
