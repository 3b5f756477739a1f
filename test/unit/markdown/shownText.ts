import { emptyEnvironment, openEnvironment, type ParseEnvironment } from '../../../src/markdown/parse/parser';
import type { Segment } from '../../../src/markdown/cut/segment';
import { Segmenter } from '../../../src/markdown/cut/segmenter';
import { tokensOf } from '../../../src/markdown/cut/segmentTokens';

/** The visible text of a complete message: one line for each paragraph, cell or block of code that is not empty. */
export function textOf(text: string): string {
  const segmenter = new Segmenter();
  const segments = [...segmenter.append(text), ...segmenter.finish()];
  const environment = emptyEnvironment();
  shownBy(segments, 0, environment);
  return shownBy(segments, 0, environment);
}

/** The visible text after each character of a message that streams. */
export function streamedTexts(text: string): readonly string[] {
  const segmenter = new Segmenter();
  const settled: Segment[] = [];
  return Array.from(text, (character) => {
    settled.push(...segmenter.append(character));
    const open = segmenter.open();
    return shownBy([...settled, ...open], open.length, emptyEnvironment(true));
  });
}

function shownBy(segments: readonly Segment[], open: number, environment: ParseEnvironment): string {
  return segments
    .flatMap((segment, index) => {
      if (segment.type === 'code') return [segment.code];
      const isLast = index === segments.length - 1;
      const isOpen = index >= segments.length - open;
      const own = isOpen ? openEnvironment(environment, isLast) : environment;
      return tokensOf(segment, own).map((token) =>
        token.type === 'inline'
          ? (token.children ?? [])
              .map(({ type, content }) => (/break$/.test(type) ? '\n' : type === 'image' ? '' : content))
              .join('')
          : token.content.replace(/\n$/, ''),
      );
    })
    .filter((one) => one !== '')
    .join('\n');
}
