import type { MarkdownParser } from './markdownIt';
import { flankingAt } from './emphasis';
import { isPlainBackslash } from './plainMarks';
import { parseLinkEnd } from './linkEnd';

/** In an environment with `isOpen`, reads half-open syntax at the end of the text as if it were finished. */
export function useTailRepair(markdown: MarkdownParser): void {
  markdown.core.ruler.after('block', 'tailRepair', (state) => {
    if (state.env['isOpen'] !== true) return;
    const last = state.tokens.findLast((token) => token.nesting === 0);
    if (last?.type === 'inline') last.content = repairInline(last.content);
  });
}

interface Opener {
  readonly marker: string;
  length: number;
}

/**
 * Inline Markdown that is being typed, finished: open emphasis and code are closed, a marker of which the rest may still
 * come is left out, a half-typed link shows its label and a half-typed image nothing. So the text never shows a marker
 * that the next characters take away again.
 */
export function repairInline(content: string): string {
  const text = content
    .replace(/\\$/, '')
    .replace(/[*_~`]+$/, '')
    .replace(/(^|\s)!$/, '$1');
  const openers: Opener[] = [];
  let position = 0;
  while (position < text.length) {
    const character = text[position] ?? '';
    if (character === '\\') position += isPlainBackslash(text, position) ? 1 : 2;
    else if (character === '`') {
      const run = runLength(text, position);
      const end = closingRun(text, position + run, run);
      if (end < 0) return finish(text + '`'.repeat(run), openers);
      position = end;
    } else if (character === '*' || character === '_' || character === '~') {
      const run = runLength(text, position);
      countRun(openers, text, position, run);
      position += run;
    } else if (character === '!' && text[position + 1] === '[') {
      const link = parseLinkEnd(text, position + 1);
      const isLabelOnly = link.state === 'none' && text.indexOf(']', position) === text.length - 1;
      if (link.state === 'open' || isLabelOnly) return finish(text.slice(0, position), openers);
      position = link.state === 'closed' ? link.end : position + 2;
    } else if (character === '[') {
      const link = parseLinkEnd(text, position);
      if (link.state === 'open' && link.labelEnd !== undefined) {
        const label = text.slice(position + 1, link.labelEnd);
        return finish(text.slice(0, position) + repairInline(label), openers);
      }
      position = link.state === 'closed' ? link.end : position + 1;
    } else if (isOpenFormula(text, position)) {
      return finish(text, openers);
    } else position++;
  }
  return finish(text, openers);
}

function isOpenFormula(text: string, position: number): boolean {
  const two = text.slice(position, position + 2);
  return two === '$$' && !text.includes('$$', position + 2);
}

function finish(text: string, openers: readonly Opener[]): string {
  const closers = openers
    .toReversed()
    .map(({ marker, length }) => marker.repeat(length))
    .join('');
  return closers === '' ? text : text.trimEnd() + closers;
}

function runLength(text: string, position: number): number {
  let end = position;
  while (text[end] === text[position]) end++;
  return end - position;
}

function closingRun(text: string, from: number, run: number): number {
  let start = text.indexOf('`', from);
  while (start >= 0) {
    const length = runLength(text, start);
    if (length === run) return start + length;
    start = text.indexOf('`', start + length);
  }
  return -1;
}

function countRun(openers: Opener[], text: string, position: number, run: number): void {
  const marker = text[position] ?? '';
  if (marker === '~' && run < 2) return;
  const { canOpen, canClose } = flankingAt(text, position, position + run);
  let left = run;
  while (canClose && left > 0) {
    const index = openers.findLastIndex((opener) => opener.marker === marker);
    const opener = openers[index];
    if (!opener) break;
    const used = Math.min(left, opener.length);
    left -= used;
    opener.length -= used;
    openers.length = opener.length > 0 ? index + 1 : index;
  }
  if (canOpen && left > 0 && openers.length < maxOpeners) openers.push({ marker, length: left });
}

/** More than this is not writing, and every opener costs a search. */
const maxOpeners = 20;
