import { emptyEnvironment } from './parse/parser';
import { Segmenter } from './cut/segmenter';
import { tokensOf } from './cut/segmentTokens';

/** A code block of a message. */
export interface CodeBlock {
  readonly code: string;
  /** The info string of its fence; empty for indented code. */
  readonly info: string;
}

/** The code blocks of a message in the order of the view, including those in lists and quotes. */
export function codesOf(text: string, isComplete = true): readonly CodeBlock[] {
  const segmenter = new Segmenter();
  const settled = segmenter.append(text);
  const rest = isComplete ? segmenter.finish() : segmenter.open();
  const environment = emptyEnvironment();
  const codes: CodeBlock[] = [];
  let isCutInLine = false;
  for (const segment of [...settled, ...rest]) {
    if (segment.type !== 'code') {
      const blocks = tokensOf(segment, environment).filter(
        ({ type }) => type === 'fence' || type === 'code_block',
      );
      codes.push(...blocks.map(({ content, info }) => ({ code: content.replace(/\n$/, ''), info })));
    } else if (segment.isFirst) {
      codes.push({ code: segment.code, info: segment.info });
    } else {
      const { code = '', info = '' } = codes.pop() ?? {};
      codes.push({ code: `${code}${isCutInLine ? '' : '\n'}${segment.code}`, info });
    }
    isCutInLine = segment.type === 'code' && segment.isCutInLine;
  }
  return codes;
}
