import { emptyEnvironment } from './parse/parser';
import { Segmenter } from './cut/segmenter';
import { tokensOf } from './cut/segmentTokens';

/** The code blocks of a message in the order of the view, including those in lists and quotes. */
export function codesOf(text: string, isComplete = true): readonly string[] {
  const segmenter = new Segmenter();
  const settled = segmenter.append(text);
  const rest = isComplete ? segmenter.finish() : segmenter.open();
  const environment = emptyEnvironment();
  const codes: string[] = [];
  let isCutInLine = false;
  for (const segment of [...settled, ...rest]) {
    if (segment.type !== 'code') {
      const blocks = tokensOf(segment, environment).filter(
        ({ type }) => type === 'fence' || type === 'code_block',
      );
      codes.push(...blocks.map(({ content }) => content.replace(/\n$/, '')));
    } else if (segment.isFirst) {
      codes.push(segment.code);
    } else {
      codes.push(`${codes.pop() ?? ''}${isCutInLine ? '' : '\n'}${segment.code}`);
    }
    isCutInLine = segment.type === 'code' && segment.isCutInLine;
  }
  return codes;
}
