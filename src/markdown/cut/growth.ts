import { commentStart, openComment } from '../parse/blocks/comments';
import { mayCloseDetails } from '../parse/blocks/details';
import { gluedOpening } from '../parse/blocks/fenceLines';
import { isBlank } from '../lines';

/** A list or table is cut after this many lines or characters, at the next item or row. */
export const partLines = 40;
export const partLength = 4_096;

/** Letters of common scripts, by number: host and view may know different versions of Unicode, and must agree. */
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
/** A fence may open after these, and code may stand left of the item: any line that follows may be code. */
const fenceMarks = /```|~~~/;
const rule = /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$/;

/**
 * How many characters of a line decide which block the line belongs to: a word, a heading, a quote or an item with content.
 * Then a text may be cut before the line while the line is still incomplete. 0 where its beginning does not decide that.
 */
export function certainPrefix(line: string): number {
  return certain.exec(line)?.[0].length ?? 0;
}

/** No prefix that decides is longer. */
export const certainLength = 24;

/** Whether a line that follows a row of a table is another one, whatever comes after it. */
export function isRow(line: string): boolean {
  return row.test(line) && commentStart(line) < 0;
}

/**
 * Reads on in a list of which `first` is an item: tells of each line whether it is the next item or belongs to the last one.
 * Gives `undefined` when in doubt.
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

/** The same for an item with a fence in it: only indented lines are certain. */
function readInside(first: string): (line: string) => 'inside' | undefined {
  const indent = indentOf(first);
  return (line) => (!fenceMarks.test(line) && line.startsWith(indent) ? 'inside' : undefined);
}

/** The indentation of the content of an item. No line starts with that of a text which is no item. */
function indentOf(first: string): string {
  const marker = item.exec(first)?.[0];
  return marker === undefined ? '\n' : ' '.repeat(marker.length);
}

/** Whether a line can only go on with a paragraph. One that begins with a mark might begin or end something. */
function isContinuation(line: string): boolean {
  return goesOn.test(line) && !line.includes(']:') && gluedOpening(line) < 0;
}

/** Whether a line makes a block longer, and nothing else. */
type LineTest = (line: string, start: number, isAfterBlank: boolean) => boolean;

const never: LineTest = () => false;

/**
 * An open end that was parsed and is one block, or nothing but blank lines. Tells of the lines that follow whether they can
 * only make the block longer, so that nothing has to be parsed to know that there is nothing to cut. In doubt it says no.
 */
export class Growth {
  private readonly extends: LineTest;
  private known: number;
  private lines = 0;
  private isAfterBlank = false;
  private hasText = false;

  /** `parsed` is the open end; its last line may be unfinished. `lastPart` is where the last item of a list begins. */
  constructor(
    readonly type: string | undefined,
    parsed: string,
    lastPart: number,
  ) {
    this.known = parsed.lastIndexOf('\n') + 1;
    const whole = parsed.slice(0, this.known);
    for (let end = whole.indexOf('\n'); end >= 0; end = whole.indexOf('\n', end + 1)) this.lines++;
    this.isAfterBlank = /(?:^|\n)[ \t]*\n$/.test(whole);
    this.hasText = whole.trim() !== '';
    this.extends = this.testFor(whole, parsed.slice(lastPart));
  }

  /** There is something to see of it. */
  get isShown(): boolean {
    return this.type !== undefined && this.type !== 'reference_definition';
  }

  /** Whether all lines of the open end, which may have become longer, belong to the block. The last may be unfinished. */
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

  private testFor(whole: string, lastPart: string): LineTest {
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
        return this.listTest(lastPart);
      default:
        return never;
    }
  }

  /** A paragraph without anything that may become a definition or a formula, and of which no line can make a table. */
  private paragraphTest(whole: string): LineTest {
    const lines = whole.split('\n').filter((line) => !isBlank(line));
    if (/\]:|\$\$|\\\[/.test(whole) || !lines.slice(1).every(isContinuation)) return never;
    if (gluedOpening(lines[0] ?? '') >= 0) return never;
    return (line, _start, isAfterBlank) =>
      this.hasText ? !isAfterBlank && isContinuation(line) : wordFirst.test(line) && gluedOpening(line) < 0;
  }

  private listTest(lastPart: string): LineTest {
    const lines = lastPart.trimEnd().split('\n');
    const last = lines.at(-1) ?? '';
    const isLazy = lines.length > 1 && !last.startsWith(indentOf(lastPart));
    if (isLazy || gluedOpening(last) >= 0) return never;
    const read = fenceMarks.test(lastPart) ? readInside(lastPart) : readItems(lastPart);
    return (line, start) => {
      const kind = read(line);
      return kind === 'inside' || (kind === 'item' && this.isWithinPart(start));
    };
  }

  /** Before so many lines and characters no list or table is cut. */
  private isWithinPart(start: number): boolean {
    return this.lines < partLines && start < partLength;
  }
}
