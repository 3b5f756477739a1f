import { commentStart, openComment } from '../parse/blocks/comments';
import { mayCloseDetails } from '../parse/blocks/details';
import { gluedOpening } from '../parse/blocks/fenceLines';
import { isBlank } from '../lines';

/** A list or table is cut at the next item or row after this many lines or characters. */
export const partLines = 40;
export const partLength = 4_096;

/** Letters of common scripts. Listed by code point because host and view must agree and may have different Unicode versions. */
const letters =
  'A-Za-z\\xc0-\\u024f\\u0370-\\u03ff\\u0400-\\u052f\\u05d0-\\u05ea\\u0620-\\u064a\\u0905-\\u0939\\u0e01-\\u0e30' +
  '\\u3041-\\u3096\\u30a1-\\u30fa\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3';
const word = `[${letters}]`;
const wordOrNumber = `[${letters}0-9]`;
const certain = new RegExp(
  `^ {0,3}(?:${word}|#{1,6} {1,4}${wordOrNumber}|>${word}|> ${wordOrNumber}|(?:[-+*]|\\d{1,9}[.)]) {1,4}${wordOrNumber})`,
);
const wordFirst = new RegExp(`^ {0,3}${word}`);
const row = new RegExp(`^ {0,3}(?:\\||${word})`);
const goesOn = /^[ \t]*(?!<details)(?:[^\s#>\-+*_=~`\d$\\|:]|\|[^-]*$)/i;
const quoted = /^ {0,3}>/;
const indented = /^ {4}/;
const item = /^(?:[-+*]|\d{1,9}[.)]) {1,4}(?=\S)/;
/** These may open a fence, whose code may be left of the item, so that any later line may be code. */
const fenceMarks = /```|~~~/;
const rule = /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$/;

/**
 * Length of the beginning of a line that decides which block the line starts or continues: a word, a heading, a quote or an
 * item with content. 0 if its beginning does not decide that. Lets the text be cut before a line that is still incomplete.
 */
export function certainPrefix(line: string): number {
  return certain.exec(line)?.[0].length ?? 0;
}

/** Upper bound of `certainPrefix`. */
export const certainLength = 24;

/** Whether a line after a table row is another row, regardless of the text after it. */
export function isRow(line: string): boolean {
  return row.test(line) && commentStart(line) < 0;
}

/**
 * Returns a function that classifies the lines after an item: the next item, or a line inside the current one. It returns
 * `undefined` in doubt.
 */
export function readItems(first: string): (line: string) => 'item' | 'inside' | undefined {
  const marker = item.exec(first)?.[0];
  if (marker === undefined) return () => undefined;
  const kind = marker.trim().at(-1);
  let indent = ' '.repeat(marker.length);
  return (line) => {
    if (fenceMarks.test(line) || commentStart(line) >= 0) return undefined;
    if (line.startsWith(indent)) return 'inside';
    const found = item.exec(line)?.[0];
    if (found === undefined || found.trim().at(-1) !== kind || rule.test(line)) return undefined;
    indent = ' '.repeat(found.length);
    return 'item';
  };
}

/** Like `readItems`, for an item that contains a fence: only indented lines are certain. */
function readInside(first: string): (line: string) => 'inside' | undefined {
  const indent = indentOf(first);
  return (line) => (!fenceMarks.test(line) && line.startsWith(indent) ? 'inside' : undefined);
}

/** The indentation of the content of an item. If the text is no item, a string that no line starts with. */
function indentOf(first: string): string {
  const marker = item.exec(first)?.[0];
  return marker === undefined ? '\n' : ' '.repeat(marker.length);
}

/** Whether a line can only continue a paragraph. A line that starts with a mark might start or end a block. */
function isContinuation(line: string): boolean {
  return goesOn.test(line) && !line.includes(']:') && gluedOpening(line) < 0;
}

/** Whether a line can only extend the block. */
type LineTest = (line: string, start: number, isAfterBlank: boolean) => boolean;

const never: LineTest = () => false;

/**
 * Fast path for an open end that is one parsed block, or only blank lines: knows whether appended lines can only extend
 * that block, so that there is nothing to cut and nothing to parse. Conservative.
 */
export class Growth {
  private readonly extends: LineTest;
  private known: number;
  private lines = 0;
  private isAfterBlank = false;
  private hasText = false;

  /** `parsed` is the open end; its last line may be incomplete. `lastItem` is where the last item of a list starts. */
  constructor(
    readonly type: string | undefined,
    parsed: string,
    lastItem: number,
  ) {
    this.known = parsed.lastIndexOf('\n') + 1;
    const whole = parsed.slice(0, this.known);
    for (let end = whole.indexOf('\n'); end >= 0; end = whole.indexOf('\n', end + 1)) this.lines++;
    this.isAfterBlank = /(?:^|\n)[ \t]*\n$/.test(whole);
    this.hasText = whole.trim() !== '';
    this.extends = this.testFor(whole, parsed.slice(lastItem));
  }

  /** Whether the block is visible. */
  get isShown(): boolean {
    return this.type !== undefined && this.type !== 'reference_definition';
  }

  /** True while all lines of `text`, the open end as it is now, extend the block. The last line may be incomplete. */
  covers(text: string): boolean {
    while (this.known < text.length) {
      const end = text.indexOf('\n', this.known);
      const line = text.slice(this.known, end < 0 ? text.length : end);
      const isEmpty = isBlank(line);
      if (commentStart(line) >= 0) return false;
      if (!isEmpty && !this.extends(line, this.known, this.isAfterBlank)) return false;
      if (end < 0) return true;
      this.known = end + 1;
      this.lines++;
      this.isAfterBlank = isEmpty;
      this.hasText ||= !isEmpty;
    }
    return true;
  }

  private testFor(whole: string, lastItem: string): LineTest {
    if (openComment(whole) >= 0) return never;
    switch (this.type) {
      case 'paragraph_open':
        return this.paragraphTest(whole);
      case 'blockquote_open':
        return (line, _start, isAfterBlank) => !isAfterBlank && quoted.test(line);
      case 'details_open':
        return /<\/details>/i.test(whole) ? never : (line) => !mayCloseDetails(line);
      case 'code_block':
        return (line) => indented.test(line);
      case 'table_open':
        return (line, start, isAfterBlank) => !isAfterBlank && row.test(line) && this.isWithinPart(start);
      case 'bullet_list_open':
      case 'ordered_list_open':
        return this.listTest(lastItem);
      default:
        return never;
    }
  }

  /** Excludes paragraphs that may become a definition, a formula or a table. */
  private paragraphTest(whole: string): LineTest {
    const lines = whole.split('\n').filter((line) => !isBlank(line));
    if (/\]:|\$\$|\\\[/.test(whole) || !lines.slice(1).every(isContinuation)) return never;
    if (gluedOpening(lines[0] ?? '') >= 0) return never;
    return (line, _start, isAfterBlank) =>
      this.hasText ? !isAfterBlank && isContinuation(line) : wordFirst.test(line) && gluedOpening(line) < 0;
  }

  private listTest(lastItem: string): LineTest {
    const lines = lastItem.trimEnd().split('\n');
    const last = lines.at(-1) ?? '';
    const isLazy = lines.length > 1 && !last.startsWith(indentOf(lastItem));
    if (isLazy || gluedOpening(last) >= 0) return never;
    const read = fenceMarks.test(lastItem) ? readInside(lastItem) : readItems(lastItem);
    return (line, start) => {
      const kind = read(line);
      return kind === 'inside' || (kind === 'item' && this.isWithinPart(start));
    };
  }

  /** Whether a list or table is still too short to be cut. */
  private isWithinPart(start: number): boolean {
    return this.lines < partLines && start < partLength;
  }
}
