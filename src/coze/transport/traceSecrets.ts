import { parseWireJson } from '../text/json';
import { encodingsOf, redact, redactionMark } from '../text/redact';
import { isObject } from '../../shared/json/json';
import type { CozeEvent } from '../wire/cozeEvent';
import { isOutcome } from '../wire/eventMeaning';
import { beginningAtEnd } from '../wire/secretKeeper';
import type { TracedEvent } from '../wire/traceEntry';

/** An event with the texts that it appends, by the key of the text. */
interface Held {
  event: TracedEvent;
  readonly pieces: readonly Piece[];
}

interface Piece {
  /** The field of the wire, and the message that it belongs to. */
  readonly field: 'content' | 'reasoning_content';
  readonly key: string;
  readonly text: string;
}

/** JSON escapes of characters that need none. A service can use them to write a token that no search finds. */
const needlessEscape = /\\+(?:u00([2-7][0-9a-f])|(\/))/gi;
/** Every token and every header with one contains one of these. They are found faster than the pattern of `redact`. */
const tokenMarks = ['pat_', 'czu_', 'czs_', 'sat_', 'Bearer'];

/**
 * Removes tokens from events before they are traced: that of the request, in case the service repeats it, with any escapes
 * and in several pieces, and every text that looks like a token. Events are held back while the end of a text can be the
 * beginning of a token. The order of events is kept. All other events are unchanged.
 */
export class TraceSecrets {
  private held: Held[] = [];
  /** By text: its end that can be the beginning of a token. */
  private readonly ends = new Map<string, string>();
  private readonly marks: readonly string[];

  constructor(
    private readonly secrets: readonly string[],
    private readonly emit: (event: TracedEvent) => void,
  ) {
    this.marks = [...secrets.flatMap(encodingsOf), ...tokenMarks];
  }

  pass(event: TracedEvent, decoded: CozeEvent): void {
    const clean = this.clean(event);
    const pieces = decoded.type === 'delta' ? piecesOf(decoded) : [];
    if (this.held.length === 0 && !this.canBeginIn(pieces)) {
      this.emit(clean);
      return;
    }
    this.held.push({ event: clean, pieces });
    if (decoded.type === 'delta') for (const piece of pieces) this.take(piece);
    else this.endTexts(decoded);
    if (this.ends.size === 0) this.release();
  }

  /** Emits what is held back. Call it when no event follows. */
  release(): void {
    for (const { event } of this.held) this.emit(event);
    this.held = [];
    this.ends.clear();
  }

  private canBeginIn(pieces: readonly Piece[]): boolean {
    return pieces.some(({ text }) => this.endOf(text) !== '');
  }

  private take({ key, text }: Piece): void {
    const start = this.ends.get(key) ?? '';
    const secret = start === '' ? undefined : this.secrets.find((each) => (start + text).includes(each));
    if (secret !== undefined) this.removeAcross(key, secret);
    const end = secret === undefined ? this.endOf(start + text) : '';
    if (end === '') this.ends.delete(key);
    else this.ends.set(key, end);
  }

  /** No piece follows for a text that is complete, and for none after the end of the chat. */
  private endTexts(decoded: CozeEvent): void {
    if (decoded.type === 'message') for (const { key } of piecesOf(decoded)) this.ends.delete(key);
    if (isOutcome(decoded) || decoded.type === 'done') this.ends.clear();
  }

  /** A token arrived in several events: the last one gets the whole text without it, the others get none. */
  private removeAcross(key: string, secret: string): void {
    const parts = this.held.flatMap((held) => {
      const piece = held.pieces.find((each) => each.key === key);
      return piece ? [{ held, piece }] : [];
    });
    const text = parts.map(({ piece }) => piece.text).join('');
    for (const { held, piece } of parts) {
      const isLast = held === parts.at(-1)?.held;
      held.event = withText(held.event, piece.field, isLast ? text.replaceAll(secret, redactionMark) : '');
    }
  }

  /** The longest end of a text that a token begins with; empty if there is none. */
  private endOf(text: string): string {
    const starts = this.secrets.map((secret) => beginningAtEnd(text, secret));
    return text.slice(Math.min(text.length, ...starts));
  }

  private clean(event: TracedEvent): TracedEvent {
    const data = this.cleanText(event.data);
    const strayLines = event.strayLines === undefined ? undefined : this.cleanText(event.strayLines);
    if (data === event.data && strayLines === event.strayLines) return event;
    return { ...event, data, ...(strayLines !== undefined && { strayLines }) };
  }

  private mayHoldToken(text: string): boolean {
    return this.marks.some((mark) => text.includes(mark));
  }

  private cleanText(text: string): string {
    const clean = this.mayHoldToken(text) ? redact(text, this.secrets) : text;
    const unescaped = clean.includes('\\') ? withoutNeedlessEscapes(clean) : clean;
    if (unescaped === clean || !this.mayHoldToken(unescaped)) return clean;
    const cleaner = redact(unescaped, this.secrets);
    // Unescaped text can have another meaning, so that it is used only against a token.
    return cleaner === unescaped ? clean : cleaner;
  }
}

function piecesOf({ message }: Extract<CozeEvent, { type: 'delta' | 'message' }>): readonly Piece[] {
  const { type, id, content, reasoning = '' } = message;
  return [
    { field: 'content', key: `content ${type} ${id}`, text: content },
    { field: 'reasoning_content', key: `reasoning ${type} ${id}`, text: reasoning },
  ];
}

function withoutNeedlessEscapes(text: string): string {
  return text.replace(needlessEscape, (_all, code: string | undefined) =>
    code === undefined ? '/' : String.fromCharCode(parseInt(code, 16)),
  );
}

/** The event with another text in its message. */
function withText(event: TracedEvent, field: Piece['field'], text: string): TracedEvent {
  const { strayLines, ...rest } = event;
  const value = parseWireJson(event.data) ?? parseWireJson(`${event.data}\n${strayLines ?? ''}`);
  return { ...rest, data: JSON.stringify({ ...(isObject(value) ? value : {}), [field]: text }) };
}
