import { errorCode, unlessMissing, type FileSystem } from '../journal/fileSystem';
import { inParallel } from '../journal/inParallel';
import type { JournalContent } from './readConversation';
import { stateOf, type FileState } from '../journal/readJournal';
import { fold, SearchText } from './searchText';
import { SerialQueue } from '../journal/serialQueue';
import { conversationOf, textOwner, type StorePaths } from './storePaths';
import { summarize, type ConversationSummary, type SummaryRow } from './summary';
import { SummaryIndex } from './summaryIndex';
import { isWriterGone } from '../journal/writerId';

/** A conversation in which all words of a search occur. */
export interface SearchHit {
  readonly summary: ConversationSummary;
  /** Where in its text; empty where only the title has them. */
  readonly excerpt: string;
}

export interface ConversationIndexDeps {
  readonly files: FileSystem;
  readonly paths: StorePaths;
  readonly newName: () => string;
  /** Reads one conversation, repairing it if need be. Never throws. */
  readonly read: (id: string) => Promise<JournalContent | undefined>;
  /** Conversations of which the disk has not taken everything. */
  readonly unwritten: () => ReadonlySet<string>;
  readonly isOwnWriter: (writer: string) => boolean;
  /** What was derived could not be read or written (the system's word), or could (`undefined`). */
  readonly onDiskError: (code: string | undefined) => void;
}

interface Needle {
  readonly word: string;
  readonly bytes: Buffer;
}

/** Holds the text of nearly every conversation. */
const scratchSize = 256 * 1024;

interface Entry {
  readonly id: string;
  readonly row: SummaryRow;
  /** Where there is no file that has it. */
  readonly text?: SearchText;
}

/** The list of all conversations and the search in them. Fast because summaries and texts of unchanged journals are kept. */
export class ConversationIndex {
  private readonly summaries: SummaryIndex;
  private readonly queue = new SerialQueue();

  constructor(private readonly deps: ConversationIndexDeps) {
    this.summaries = new SummaryIndex(deps.files, deps.paths.index, deps.newName);
  }

  /** Every conversation in which something was sent, the one that was used last first. */
  list(): Promise<readonly ConversationSummary[]> {
    return this.queue.run(async () => (await this.entries()).map((entry) => this.summaryOf(entry)));
  }

  /** Conversations with all the words of a query in title or text, the one that was used last first. */
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

  /** Deletes what was derived from a conversation. Nothing is derived while `work` runs. */
  forget(id: string, work: () => Promise<void>): Promise<void> {
    return this.queue.run(async () => {
      await work();
      await this.openIndex();
      this.summaries.delete(id);
      await this.dropText(id);
      await this.save();
    });
  }

  /** Forgets everything; `work` deletes the files. */
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

  /** Deletes texts of conversations that are gone: another window may have written one while it was deleted. */
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
    // What only this window knows must not be remembered as if it were in the journal.
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

  /** Judged as when a conversation is loaded: by whether the window is there, not by the time of a file. */
  private summaryOf({ row }: Entry): ConversationSummary {
    const isRunning = row.writers.some((writer) => this.deps.isOwnWriter(writer) || !isWriterGone(writer));
    return { ...row.summary, isRunning };
  }
}

/** The excerpt where every word is in title or text: empty where the text has none of them. */
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
