import { errorCode, unlessMissing, type FileSystem } from '../journal/disk/fileSystem';
import { inParallel } from '../journal/disk/inParallel';
import type { JournalContent } from './readConversation';
import { stateOf, type FileState } from '../journal/disk/readJournal';
import { fold, SearchText } from './searchText';
import { SerialQueue } from '../journal/disk/serialQueue';
import { conversationOf, textOwner, type StorePaths } from './storePaths';
import { summarize, type ConversationSummary, type SummaryRow } from './summary';
import { SummaryIndex } from './summaryIndex';
import { isWriterGone } from '../journal/writerId';

/** A conversation that contains all words of a search. */
export interface SearchHit {
  readonly summary: ConversationSummary;
  /** The text around a match; empty if only the title matches. */
  readonly excerpt: string;
}

export interface ConversationIndexDeps {
  readonly files: FileSystem;
  readonly paths: StorePaths;
  readonly newName: () => string;
  /** Reads one conversation, repairing it if need be. Never throws. */
  readonly read: (id: string) => Promise<JournalContent | undefined>;
  /** Conversations with pending events. */
  readonly unwritten: () => ReadonlySet<string>;
  readonly isOwnWriter: (writer: string) => boolean;
  /** Called with the errno if derived data could not be read or written, or `undefined` after a success. */
  readonly onDiskError: (code: string | undefined) => void;
}

interface Needle {
  readonly word: string;
  readonly bytes: Buffer;
}

/** Buffer size that fits the text of nearly every conversation. */
const scratchSize = 256 * 1024;

interface Entry {
  readonly id: string;
  readonly row: SummaryRow;
  /** The search text, if no file contains it. */
  readonly text?: SearchText;
}

/** The list and the search of all conversations. Caches summaries and texts of unchanged journals. */
export class ConversationIndex {
  private readonly summaries: SummaryIndex;
  private readonly queue = new SerialQueue();

  constructor(private readonly deps: ConversationIndexDeps) {
    this.summaries = new SummaryIndex(deps.files, deps.paths.index, deps.newName);
  }

  /** All conversations with a message, most recently used first. */
  list(): Promise<readonly ConversationSummary[]> {
    return this.queue.run(async () => (await this.entries()).map((entry) => this.summaryOf(entry)));
  }

  /** Conversations whose title or text contains all words of a query, most recently used first. */
  search(query: string): Promise<readonly SearchHit[]> {
    return this.queue.run(() => this.find(query));
  }

  private async find(query: string): Promise<readonly SearchHit[]> {
    const words = fold(query)
      .split(/\s+/)
      .filter((word) => word !== '');
    const entries = await this.entries();
    if (words.length === 0) {
      return entries.map((entry) => ({ summary: this.summaryOf(entry), excerpt: '' }));
    }
    const needles = words.map((word) => ({ word, bytes: Buffer.from(word) }));
    const scratches: Buffer[] = [];
    const hits = await inParallel(entries, 16, async (entry): Promise<SearchHit | undefined> => {
      const title = fold(entry.row.summary.title);
      const scratch = scratches.pop() ?? Buffer.allocUnsafe(scratchSize);
      const text = await this.textOf(entry, scratch);
      const excerpt = excerptOf(text, title, needles);
      scratches.push(scratch);
      return excerpt === undefined ? undefined : { summary: this.summaryOf(entry), excerpt };
    });
    return hits.filter((hit) => hit !== undefined);
  }

  /** Deletes the data derived from a conversation. Nothing is derived while `work` runs. */
  forget(id: string, work: () => Promise<void>): Promise<void> {
    return this.queue.run(async () => {
      await work();
      await this.openIndex();
      this.summaries.delete(id);
      await this.dropText(id);
      await this.save();
    });
  }

  /** Clears all derived data; `work` deletes the files. */
  forgetAll(work: () => Promise<void>): Promise<void> {
    return this.queue.run(async () => {
      await work();
      this.summaries.clear();
    });
  }

  private async entries(): Promise<readonly Entry[]> {
    this.deps.onDiskError(undefined);
    await this.openIndex();
    const names = await this.names();
    const onDisk = names.map(conversationOf).filter((id) => id !== undefined);
    const unwritten = this.deps.unwritten();
    const ids = new Set([...onDisk, ...unwritten]);
    this.summaries.keepOnly(ids);
    await this.dropOrphans(names, ids);
    const found = await inParallel([...ids], 16, (id) => this.entry(id, !unwritten.has(id)));
    await this.save();
    return found
      .filter((entry) => entry !== undefined)
      .filter((entry) => !entry.row.isEmpty)
      .sort((a, b) => b.row.summary.lastAt - a.row.summary.lastAt || (a.id < b.id ? -1 : 1));
  }

  private async openIndex(): Promise<void> {
    try {
      await this.summaries.open();
    } catch (error) {
      this.deps.onDiskError(errorCode(error));
    }
  }

  private async names(): Promise<readonly string[]> {
    try {
      return (await unlessMissing(this.deps.files.readdir(this.deps.paths.directory))) ?? [];
    } catch (error) {
      this.deps.onDiskError(errorCode(error));
      return [];
    }
  }

  /** Deletes search texts of deleted conversations: another window may have written one during the deletion. */
  private async dropOrphans(names: readonly string[], ids: ReadonlySet<string>): Promise<void> {
    for (const name of names) {
      const id = textOwner(name);
      if (id !== undefined && !ids.has(id)) await this.dropText(id);
    }
  }

  private async dropText(id: string): Promise<void> {
    try {
      await unlessMissing(this.deps.files.unlink(this.deps.paths.text(id)));
    } catch (error) {
      this.deps.onDiskError(errorCode(error));
    }
  }

  private async entry(id: string, isWritten: boolean): Promise<Entry | undefined> {
    const state = await this.stateOf(id);
    const known = this.summaries.get(id);
    if (isWritten && state && known?.stamp === state.stamp) {
      return { id, row: known };
    }
    const content = await this.deps.read(id);
    if (!content) return undefined;
    const row = summarize(content);
    const text = await SearchText.of(content.conversation);
    // Events that only this window has must not be cached as part of the journal.
    if (!isWritten) return { id, row, text };
    this.summaries.set(id, row);
    await this.writeText(id, text, row.stamp);
    return { id, row };
  }

  private async stateOf(id: string): Promise<FileState | undefined> {
    try {
      return await unlessMissing(stateOf(this.deps.files, this.deps.paths.journal(id)));
    } catch (error) {
      this.deps.onDiskError(errorCode(error));
      return undefined;
    }
  }

  private async textOf({ id, row, text }: Entry, scratch: Buffer): Promise<SearchText | undefined> {
    if (text) return text;
    const { files, paths } = this.deps;
    try {
      const known = await SearchText.read(files, paths.text(id), row.stamp, scratch);
      if (known) return known;
    } catch (error) {
      this.deps.onDiskError(errorCode(error));
    }
    const content = await this.deps.read(id);
    if (!content) return undefined;
    const made = await SearchText.of(content.conversation);
    await this.writeText(id, made, content.state.stamp);
    return made;
  }

  private async writeText(id: string, text: SearchText, stamp: string): Promise<void> {
    const { files, paths, newName } = this.deps;
    try {
      await text.write(files, paths.text(id), stamp, `${paths.text(id)}.${newName()}.tmp`);
    } catch (error) {
      this.deps.onDiskError(errorCode(error));
    }
  }

  private async save(): Promise<void> {
    try {
      await this.summaries.save();
    } catch (error) {
      this.deps.onDiskError(errorCode(error));
    }
  }

  /** Checks whether the writers are alive, as on load. Does not use file times. */
  private summaryOf({ row }: Entry): ConversationSummary {
    const isRunning = row.writers.some((writer) => this.deps.isOwnWriter(writer) || !isWriterGone(writer));
    return { ...row.summary, isRunning };
  }
}

/** The excerpt if every word is in title or text; empty if the text contains none of them. */
function excerptOf(
  text: SearchText | undefined,
  title: string,
  needles: readonly Needle[],
): string | undefined {
  let excerpt: string | undefined;
  for (const { word, bytes } of needles) {
    const position = text?.find(bytes) ?? -1;
    if (position < 0 && !title.includes(word)) return undefined;
    if (position >= 0) excerpt ??= text?.excerpt(position, word);
  }
  return excerpt ?? '';
}
