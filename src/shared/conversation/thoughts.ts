/** What a model thought and what it said, of a text that has both. */
export interface SplitText {
  readonly text: string;
  readonly reasoning: string;
}

/** Where a text stands that is still being written: enough to go on with the next piece, whatever came before. */
export interface ThoughtScan {
  /** The end of what came, which may be the beginning of a tag: part of neither text yet. */
  readonly held: string;
  readonly isThought: boolean;
  /** The thought that is open has no content yet. */
  readonly isFresh: boolean;
  /** There is nothing but blanks in the text. */
  readonly isBlank: boolean;
  /** A tag has been taken out: blanks at the beginning go with it. */
  readonly hasTag: boolean;
  /** The line of the text that is being written. */
  readonly line: string;
  /** The marker of the code block that is open. */
  readonly fence: string;
  /** How many backticks close the code span that is open. */
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
/** A tag counts at the beginning of a line. Before all text the line may be indented. */
const firstTag = /^[^\S\n]{0,100}<(\/?)think(?:ing)?>/i;
const laterTag = /^ {0,3}<(\/?)think(?:ing)?>/i;
const closing = /(?:^|[^`])(<\/think(?:ing)?>)/i;
/** Longer than a tag with its indentation. */
const lookedAt = 120;
/** Blanks before a closing tag that go with it. */
const mostBlanks = 8;
const openingFence = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(?:(`{3,})[^`]*|(~{3,}).*)$/;

/**
 * Splits a complete text: what stands between `<think>` and `</think>` at the beginning of a line, and all that stands before
 * a `</think>` at the beginning of a line without its counterpart, was thought. A thought that never ends goes to the end.
 * Tags in code and in the middle of a line are text.
 */
export function splitThoughts(whole: string): SplitText {
  if (!anyTag.test(whole)) return { text: whole, reasoning: '' };
  const scanner = new Scanner({ text: '', reasoning: '' }, scanStart);
  scanner.append(whole);
  return scanner.end();
}

/** Adds a piece to a text that is being written: the result does not depend on where it was cut. */
export function appendSplit(
  before: SplitText,
  scan: ThoughtScan,
  piece: string,
): SplitText & { readonly scan: ThoughtScan } {
  const scanner = new Scanner(before, scan);
  scanner.append(piece);
  return scanner.state();
}

/** The texts when nothing follows any more. */
export function endSplit(before: SplitText, scan: ThoughtScan): SplitText {
  return new Scanner(before, scan).end();
}

/** One thought after another. */
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

  /** Takes the text up to the end of the thought or of what there is. Gives what is left. */
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

  /** Takes the rest of a line, or a tag at its beginning. Gives what is left. */
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

  /** Adds to the text what is in one line. */
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

/** From where the end of a thought may be the beginning of its closing tag, with the blanks or the backtick before it. */
function heldFrom(rest: string): number {
  const bracket = rest.lastIndexOf('<');
  const end = bracket >= 0 && isBeginning(rest.slice(bracket)) ? bracket : rest.length;
  const before = rest.slice(Math.max(0, end - mostBlanks), end);
  return end - (/(?:`|\s+)$/.exec(before)?.[0].length ?? 0);
}

function isBeginning(words: string): boolean {
  return words.length < 12 && tags.some((tag) => tag.startsWith(words.toLowerCase()));
}
