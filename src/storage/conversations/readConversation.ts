import { emptyConversation, type Conversation } from '../../shared/conversation/conversation';
import { reduceAll, Replay } from '../../shared/conversation/reduce';
import { unlessMissing } from '../journal/disk/fileSystem';
import { readEvent, type JournalEvent } from '../../shared/conversation/chatEvent';
import { JournalScanner } from '../journal/journalScanner';
import { OpenRuns } from './openRuns';
import { readJournal, stateOf, type FileState } from '../journal/disk/readJournal';
import { SeenRecords } from '../journal/seenRecords';
import { moveAside, repairJournal, type RecoveryDeps } from '../journal/recoverJournal';

/** A problem with a journal, and how it was handled. */
export interface RecoveryNotice {
  readonly conversationId: string;
  /**
   * `repaired`: valid records were kept, the original was set aside. `setAside`: it had no valid records, or was not a
   * file. `future`: written by a later version of the extension, left unchanged. `unreadable`: the system refused to
   * read it.
   */
  readonly kind: 'repaired' | 'setAside' | 'future' | 'unreadable';
  /** The new path of the original. */
  readonly path: string;
}

/** A conversation as read from its journal. */
export interface JournalContent {
  readonly conversation: Conversation;
  /** Number of events that the conversation is reduced from. */
  readonly seq: number;
  /** The latest time of an event. */
  readonly lastAt: number;
  readonly openRuns: OpenRuns;
  /** The file that was read; after a repair the new one. */
  readonly state: FileState;
  /** The position after the last complete line. */
  readonly offset: number;
  readonly seen: SeenRecords;
}

type Deps = RecoveryDeps<JournalEvent>;

/** The result of reading a journal. */
export interface JournalReading {
  /** Absent if there is no conversation to show. */
  readonly content?: JournalContent;
  readonly notice?: RecoveryNotice;
}

/**
 * Reads a whole journal. A damaged file is repaired with the original set aside; a file of a later version is left
 * unchanged. Never throws: a system error becomes a notice.
 */
export async function readConversation(id: string, deps: Deps): Promise<JournalReading> {
  const path = deps.paths.file;
  try {
    return await read(id, path, deps);
  } catch {
    return { notice: { conversationId: id, kind: 'unreadable', path } };
  }
}

/** The conversation with events that are not in its journal. `content` is absent if there is no journal. */
export function withEvents(
  id: string,
  content: JournalContent | undefined,
  events: readonly JournalEvent[],
  writer: string,
): JournalContent {
  const openRuns = content?.openRuns ?? new OpenRuns();
  for (const event of events) openRuns.take(event, writer);
  return {
    conversation: { ...reduceAll(content?.conversation ?? emptyConversation, events), id },
    seq: (content?.seq ?? 0) + events.length,
    lastAt: events.reduce((at, event) => ('at' in event ? event.at : at), content?.lastAt ?? 0),
    openRuns,
    state: content?.state ?? { identity: '', size: 0, touchedAt: 0, stamp: '' },
    offset: content?.offset ?? 0,
    seen: content?.seen ?? new SeenRecords(),
  };
}

async function read(id: string, path: string, deps: Deps): Promise<JournalReading> {
  const state = await unlessMissing(stateOf(deps.files, path));
  if (!state) return {};
  if (!state.isFile) {
    return { notice: { conversationId: id, kind: 'setAside', path: await moveAside(deps) } };
  }
  const scan = await scanConversation(id, path, state, deps);
  if (scan.isFuture) return { notice: { conversationId: id, kind: 'future', path } };
  if (!scan.isDamaged) return scan.content.seq > 0 ? { content: scan.content } : {};
  if (scan.content.seq === 0) {
    return { notice: { conversationId: id, kind: 'setAside', path: await moveAside(deps) } };
  }
  return repair(id, path, scan.content, deps);
}

/** A readable conversation is shown even if the disk does not permit a repair. */
async function repair(
  id: string,
  path: string,
  content: JournalContent,
  deps: Deps,
): Promise<JournalReading> {
  try {
    const kept = await repairJournal(content.state, deps);
    const fresh = await scanConversation(id, path, await stateOf(deps.files, path), deps);
    return {
      content: fresh.content,
      ...(kept !== undefined && { notice: { conversationId: id, kind: 'repaired', path: kept } }),
    };
  } catch {
    return { content, notice: { conversationId: id, kind: 'unreadable', path } };
  }
}

async function scanConversation(id: string, path: string, state: FileState, deps: Deps) {
  const replay = new Replay(emptyConversation);
  let lastAt = 0;
  const openRuns = new OpenRuns();
  const scanner = new JournalScanner(readEvent, {
    record: ({ writer, event }) => {
      replay.add(event);
      openRuns.take(event, writer);
      if ('at' in event) lastAt = event.at;
    },
  });
  const end = await readJournal(deps.files, path, scanner);
  const offset = end - scanner.rest;
  // An incomplete last line is read again later, when it may be complete.
  const seen = scanner.seen.copy();
  scanner.finish();
  const content: JournalContent = {
    // The name of the journal is the ID, even if the first record was lost or copied from another journal.
    conversation: { ...replay.conversation, id },
    seq: scanner.count,
    lastAt,
    openRuns,
    state,
    offset,
    seen,
  };
  return { content, isFuture: scanner.futureVersion !== undefined, isDamaged: scanner.damaged > 0 };
}
