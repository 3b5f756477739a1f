import type { MarkdownParser } from '../markdownIt';
import { flankingAt } from './emphasis';
import { formulaAt } from './formula';
import { isPlainBackslash } from './plainMarks';
import { parseLinkEnd } from './linkEnd';

/** Completes incomplete inline syntax at the end of the text, in an environment with `isOpen`. */
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
 * Completes incomplete inline Markdown: closes open emphasis and code, removes a marker whose rest may follow, replaces an
 * incomplete link by its label and an incomplete image or formula by nothing. So no marker shows that later text takes away.
 */
function repairInline(content: string): string {
  const text = content
    .replace(/\\$/, '')
    .replace(/[*_~`]+$/, '')
    .replace(/(?:!|&#?\w{0,31})$/, '');
  const openers: Opener[] = [];
  let position = 0;
  while (position < text.length) {
    const character = text[position] ?? '';
    const formula = character === '$' || character === '\\' ? formulaAt(text, position) : undefined;
    if (formula?.state === 'open' || (formula?.state === 'closed' && formula.end === text.length)) {
      return finish(text.slice(0, position), openers);
    } else if (formula?.state === 'closed') position = formula.end;
    else if (character === '<' && openAddress.test(text.slice(position, position + maxAddress))) {
      return finish(text.slice(0, position), openers);
    } else if (character === '\\') position += isPlainBackslash(text, position) ? 1 : 2;
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
      if (link.state === 'open') return finish(text.slice(0, position), openers);
      position = link.state === 'closed' ? link.end : position + 2;
    } else if (character === '[') {
      const link = parseLinkEnd(text, position);
      if (link.state === 'open') {
        const label = link.labelEnd === undefined ? '' : text.slice(position + 1, link.labelEnd);
        return finish(text.slice(0, position) + repairInline(label), openers);
      }
      position = link.state === 'closed' ? link.end : position + 1;
    } else position++;
  }
  return finish(text, openers);
}

/** An incomplete address in angle brackets. */
const openAddress = /^<(?:h(?:t(?:t(?:p(?:s(?::[^\s<>]*)?)?)?)?)?)?$/i;
const maxAddress = 2_000;

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
  const { canOpen, canClose } = flankingAt(text, position, position + run, text.length, true);
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

/** Bounds the search for openers; prose has fewer. */
const maxOpeners = 20;
