import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Conversation } from '../../shared/conversation/conversation';
import { openFlags, replaceFile, unlessMissing, type FileSystem } from '../journal/disk/fileSystem';

/** Characters to fold before yielding to the event loop: about 10 ms. */
const sliceLength = 128 * 1024;

/** Folds text for comparison: case-insensitive, and full-width letters match half-width ones. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/**
 * The text of a conversation in two forms: folded, to be searched as bytes, and original, to be shown. Each message is
 * one line, with the same number in both.
 */
export class SearchText {
  private constructor(
    private readonly folded: Buffer,
    private readonly original: Buffer,
  ) {}

  /** Yields to the event loop while it works. */
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
   * Reads a search text; `undefined` if there is none, or it belongs to another state of the journal. The result may
   * use `scratch` and is then valid until its next use: a buffer per file would cost more than the read.
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

  /** Finds a folded word. Returns a position for {@link excerpt}, or -1. */
  find(word: Buffer): number {
    return this.folded.indexOf(word);
  }

  /** Returns about 120 characters of the message around a position, including the word. */
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
    // Folding may change lengths; then the word is only near the middle of the excerpt.
    const at = Math.max(0, fold(text).indexOf(word));
    const from = wholeCharacter(text, Math.max(0, at - 40));
    const to = wholeCharacter(text, Math.min(text.length, at + word.length + 80));
    return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
  }
}

/** Collects lines as bytes, because encoding one string of all lines would block the event loop. */
class LineBytes {
  private readonly parts: Buffer[] = [];

  add(line: string): void {
    this.parts.push(Buffer.from(this.parts.length === 0 ? line : `\n${line}`));
  }

  get bytes(): Buffer {
    return Buffer.concat(this.parts);
  }
}

/** A position near `at` that does not split a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

/** Reads a file with as few calls as possible: nearly every one fits into `scratch`. */
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
