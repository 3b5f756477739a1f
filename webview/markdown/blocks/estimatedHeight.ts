import type { Segment } from '../../../src/markdown/cut/segment';
import { countOf } from '../../../src/markdown/lines';

const lineHeight = 20;
const codeLineHeight = 18;
const gap = 10;

/** Estimates the height of a segment for a width, both in CSS pixels, by counting characters. */
export function estimatedHeight(segment: Segment, width: number): number {
  if (segment.type === 'code') {
    const lines = countOf(segment.code, '\n') + 1;
    return lines * codeLineHeight + (segment.isFirst ? 36 : 0) + (segment.isLast ? 20 : 0);
  }
  const columns = Math.max(16, Math.floor(width / 7));
  let lines = 0;
  for (const line of segment.source.split('\n')) {
    if (line.trim() === '') continue;
    lines += Math.ceil(widthOf(line) / columns);
  }
  const isTable = segment.type === 'rows' || segment.source.includes('|--');
  return lines * (isTable ? 28 : lineHeight) + gap;
}

/** CJK characters are about twice as wide as others. */
function widthOf(line: string): number {
  let wide = 0;
  for (let index = 0; index < line.length; index++) if (line.charCodeAt(index) > 0x2e80) wide++;
  return line.length + wide;
}
