import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Conversation } from '../../shared/conversation/conversation';
import { openFlags, replaceFile, unlessMissing, type FileSystem } from '../journal/fileSystem';

/** After this many characters the event loop turns: folding them takes about 10 ms. */
const sliceLength = 128 * 1024;

/** What is written and looked for: without case, and with full-width and half-width letters alike. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/**
 * The words of a conversation, twice: folded to be searched as bytes, and as they were to be shown. Line n of one is line n of
 * the other, and each message is one line.
 */
export class SearchText {
  private constructor(
    private readonly folded: Buffer,
    private readonly original: Buffer,
  ) {}

  /** The event loop turns while it is made. */
  static async of(conversation: Conversation): Promise<SearchText> {
    const messages = conversation.turns
      .filter((turn) => !turn.isHidden)
      .flatMap((turn) => [
        turn.text,
        ...turn.runs.flatMap((run) => [
          run.reply ?? '',
          ...run.messages.filter((message) => message.role === 'assistant').map((message) => message.text),
        ]),
      ]);
    const folded = new LineBytes();
    const original = new LineBytes();
    let length = 0;
    for (const text of messages) {
      const line = text.replace(/\s+/g, ' ').trim();
      if (line === '') continue;
      folded.add(fold(line));
      original.add(line);
      length += line.length;
      if (length < sliceLength) continue;
      length = 0;
      await nextTurn();
    }
    return new SearchText(folded.bytes, original.bytes);
  }

  /**
   * `undefined` where there is none, or one of another state of the journal. It may lie in `scratch`, and is then good until that
   * is used again: a buffer for each of a thousand files would cost more than reading them.
   */
  static async read(
    files: FileSystem,
    path: string,
    stamp: string,
    scratch: Buffer,
  ): Promise<SearchText | undefined> {
    const bytes = await readInto(files, path, scratch);
    const headEnd = bytes?.indexOf(0x0a) ?? -1;
    if (!bytes || headEnd < 0) return undefined;
    const [version, writtenFor, length] = bytes.toString('latin1', 0, headEnd).split(' ');
    if (version !== 'v1' || writtenFor !== stamp) return undefined;
    const middle = headEnd + 1 + Number(length);
    return new SearchText(bytes.subarray(headEnd + 1, middle), bytes.subarray(middle));
  }

  async write(files: FileSystem, path: string, stamp: string, temporary: string): Promise<void> {
    const head = Buffer.from(`v1 ${stamp} ${this.folded.length}\n`, 'latin1');
    await replaceFile(files, path, Buffer.concat([head, this.folded, this.original]), temporary);
  }

  /** Where the folded word is, as a position for {@link excerpt}; -1 if nowhere. */
  find(word: Buffer): number {
    return this.folded.indexOf(word);
  }

  /** The message around a position, cut to about 120 characters, with the word in it. */
  excerpt(position: number, word: string): string {
    let start = 0;
    for (
      let at = this.folded.indexOf(0x0a);
      at >= 0 && at < position;
      at = this.folded.indexOf(0x0a, at + 1)
    ) {
      start = this.original.indexOf(0x0a, start) + 1;
    }
    const end = this.original.indexOf(0x0a, start);
    const text = this.original.toString('utf8', start, end < 0 ? this.original.length : end);
    // Folding may change lengths; then the word is only near the middle of what is shown.
    const at = Math.max(0, fold(text).indexOf(word));
    const from = wholeCharacter(text, Math.max(0, at - 40));
    const to = wholeCharacter(text, Math.min(text.length, at + word.length + 80));
    return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
  }
}

/** Gathers lines as bytes: one string of them all would have to be encoded in one go. */
class LineBytes {
  private readonly parts: Buffer[] = [];

  add(line: string): void {
    this.parts.push(Buffer.from(this.parts.length === 0 ? line : `\n${line}`));
  }

  get bytes(): Buffer {
    return Buffer.concat(this.parts);
  }
}

/** A place to cut near `at` that leaves surrogate pairs whole. */
function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

/** Reads a file with as few calls as can be: nearly every one fits into `scratch`. */
async function readInto(files: FileSystem, path: string, scratch: Buffer): Promise<Buffer | undefined> {
  const handle = await unlessMissing(files.open(path, openFlags.read));
  if (!handle) return undefined;
  try {
    const { bytesRead } = await handle.read(scratch, 0, scratch.length, 0);
    if (bytesRead < scratch.length) return scratch.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
  return unlessMissing(files.readFile(path));
}
