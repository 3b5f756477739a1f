/** A text with the reasoning separated from it. */
export interface SplitText {
  readonly text: string;
  readonly reasoning: string;
}

/** State of the scanner between two pieces of a streamed text. */
export interface ThoughtScan {
  /** The end of the input, if it may be the start of a tag. In neither text yet. */
  readonly held: string;
  readonly isThought: boolean;
  /** The open reasoning has no content yet. */
  readonly isFresh: boolean;
  /** The text is blank so far. */
  readonly isBlank: boolean;
  /** A tag was removed: leading blanks are removed too. */
  readonly hasTag: boolean;
  /** The current line of the text. */
  readonly line: string;
  /** The marker of the open code block, or empty. */
  readonly fence: string;
  /** Number of backticks that close the open code span, or 0. */
  readonly span: number;
}

export const scanStart: ThoughtScan = {
  held: '',
  isThought: false,
  isFresh: false,
  isBlank: true,
  hasTag: false,
  line: '',
  fence: '',
  span: 0,
};

const anyTag = /<\/?think/i;
const tags = ['<think>', '<thinking>', '</think>', '</thinking>'];
/** A tag is recognized at the start of a line. Before any text the line may be indented. */
const firstTag = /^[^\S\n]{0,100}<(\/?)think(?:ing)?>/i;
const laterTag = /^ {0,3}<(\/?)think(?:ing)?>/i;
const closing = /(?:^|[^`])(<\/think(?:ing)?>)/i;
/** Longer than a tag with its indentation. */
const lookedAt = 120;
/** Number of blanks before a closing tag that are removed with it. */
const mostBlanks = 8;
const openingFence = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(?:(`{3,})[^`]*|(~{3,}).*)$/;

/**
 * Splits a complete text. Reasoning is the text between `<think>` and `</think>` at the start of a line, and the text before
 * an unpaired `</think>` at the start of a line. Unclosed reasoning extends to the end. Tags in code and within a line are
 * text.
 */
export function splitThoughts(whole: string): SplitText {
  if (!anyTag.test(whole)) return { text: whole, reasoning: '' };
  const scanner = new Scanner({ text: '', reasoning: '' }, scanStart);
  scanner.append(whole);
  return scanner.end();
}

/** Appends a piece of a streamed text. The result does not depend on where the text is cut. */
export function appendSplit(
  before: SplitText,
  scan: ThoughtScan,
  piece: string,
): SplitText & { readonly scan: ThoughtScan } {
  const scanner = new Scanner(before, scan);
  scanner.append(piece);
  return scanner.state();
}

/** Whether the next piece of a streamed text is appended to the text as it is. `scan` is the state before it, or earlier. */
export function isPlainText(scan: ThoughtScan | undefined, piece: string): boolean {
  if (!scan || scan.isThought || scan.held !== '' || scan.isBlank) return false;
  return !piece.includes('<');
}

/** The texts at the end of the stream. */
export function endSplit(before: SplitText, scan: ThoughtScan): SplitText {
  return new Scanner(before, scan).end();
}

/** Joins two pieces of reasoning. */
export function joinThoughts(first: string, second: string): string {
  return first === '' || second === '' ? first + second : `${first}\n\n${second}`;
}

class Scanner {
  private text: string;
  private reasoning: string;
  private readonly scan: { -readonly [K in keyof ThoughtScan]: ThoughtScan[K] };

  constructor(before: SplitText, scan: ThoughtScan) {
    this.text = before.text;
    this.reasoning = before.reasoning;
    this.scan = { ...scan };
  }

  state(): SplitText & { readonly scan: ThoughtScan } {
    return { text: this.text, reasoning: this.reasoning, scan: this.scan };
  }

  append(piece: string): void {
    let rest = this.scan.held + piece;
    this.scan.held = '';
    while (rest !== '') rest = this.scan.isThought ? this.takeThought(rest) : this.takeLine(rest);
  }

  end(): SplitText {
    const { held, isThought } = this.scan;
    if (isThought) this.think(held.trimEnd());
    else this.say(held);
    return { text: this.text, reasoning: this.reasoning };
  }

  /** Consumes reasoning up to its end. Returns the rest of the input. */
  private takeThought(rest: string): string {
    const found = closing.exec(rest);
    if (!found) {
      const end = heldFrom(rest);
      this.think(rest.slice(0, end));
      this.scan.held = rest.slice(end);
      return '';
    }
    const tag = found[1] ?? '';
    const start = found.index + found[0].length - tag.length;
    const blanks = /\s*$/.exec(rest.slice(Math.max(0, start - mostBlanks), start))?.[0].length ?? 0;
    this.think(rest.slice(0, start - blanks));
    this.scan.isThought = false;
    return rest.slice(start + tag.length);
  }

  /** Consumes the rest of a line, or a tag at its start. Returns the rest of the input. */
  private takeLine(rest: string): string {
    const { line, isBlank, fence, span } = this.scan;
    if (fence === '' && span === 0 && line.length <= lookedAt) {
      const start = line + rest.slice(0, lookedAt);
      const found = (isBlank ? firstTag : laterTag).exec(start);
      const blanks = /^[^\S\n]*/.exec(start)?.[0].length ?? 0;
      const isHeld = rest.length <= lookedAt && start[blanks] === '<' && isBeginning(start.slice(blanks));
      if (found || isHeld) this.say(start.slice(line.length, blanks));
      if (found) {
        if (found[1] === '') this.beginThought();
        else this.endUnopenedThought();
        return rest.slice(found[0].length - line.length);
      }
      if (isHeld) {
        this.scan.held = start.slice(blanks);
        return '';
      }
    }
    const end = rest.indexOf('\n') + 1 || rest.length;
    this.say(rest.slice(0, end));
    return rest.slice(end);
  }

  private beginThought(): void {
    if (this.scan.isBlank) this.text = '';
    Object.assign(this.scan, { isThought: true, isFresh: true, hasTag: true, line: '' });
  }

  private endUnopenedThought(): void {
    this.reasoning = joinThoughts(this.reasoning, this.text.trim());
    this.text = '';
    Object.assign(this.scan, { isBlank: true, hasTag: true, line: '' });
  }

  private think(words: string): void {
    const { isFresh } = this.scan;
    const thought = isFresh ? words.trimStart() : words;
    if (thought === '') return;
    this.reasoning = isFresh ? joinThoughts(this.reasoning, thought) : this.reasoning + thought;
    this.scan.isFresh = false;
  }

  /** Appends part of one line to the text. */
  private say(words: string): void {
    const { scan } = this;
    const isAtStart = scan.isBlank && scan.hasTag;
    const said = isAtStart ? words.trimStart() : words;
    if (said === '') return;
    this.text += said;
    scan.line += said;
    scan.isBlank &&= said.trim() === '';
    if (said.endsWith('\n')) this.endLine();
  }

  private endLine(): void {
    const { scan } = this;
    const line = scan.line.trimEnd();
    scan.line = '';
    if (scan.fence !== '') {
      const marks = line.replace(/^[\s>]*/, '');
      if (marks.startsWith(scan.fence) && marks === scan.fence.charAt(0).repeat(marks.length))
        scan.fence = '';
      return;
    }
    const found = openingFence.exec(line);
    scan.fence = found?.[1] ?? found?.[2] ?? '';
    if (scan.fence !== '' || line === '') scan.span = 0;
    else for (const [marks] of line.matchAll(/`+/g)) this.meetBackticks(marks.length);
  }

  private meetBackticks(count: number): void {
    const { span } = this.scan;
    if (span === 0) this.scan.span = count;
    else if (span === count) this.scan.span = 0;
  }
}

/** Index from which the end of reasoning may be the start of its closing tag, with the blanks or the backtick before it. */
function heldFrom(rest: string): number {
  const bracket = rest.lastIndexOf('<');
  const end = bracket >= 0 && isBeginning(rest.slice(bracket)) ? bracket : rest.length;
  const before = rest.slice(Math.max(0, end - mostBlanks), end);
  return end - (/(?:`|\s+)$/.exec(before)?.[0].length ?? 0);
}

function isBeginning(words: string): boolean {
  return words.length < 12 && tags.some((tag) => tag.startsWith(words.toLowerCase()));
}
