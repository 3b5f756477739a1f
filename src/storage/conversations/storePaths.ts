import { join } from 'node:path';
import type { JournalPaths } from '../journal/journalTypes';

const idPattern = /^[0-9a-f]{32}$/;
const textName = /^([0-9a-f]{32})\.text$/;
const journalName = /^([0-9a-f]{32})\.jsonl$/;
/** Everything that the store puts into its directory: journals, their search texts, what was moved aside, temporary files. */
const ownName = /^(?:[0-9a-f]{32}\.(?:jsonl|text)(?:\..+)?|index\.json(?:\..+)?|removed)$/;

/** Only such an id may become part of a path. */
export function isConversationId(id: string): boolean {
  return idPattern.test(id);
}

/** The conversation whose journal has this name. */
export function conversationOf(name: string): string | undefined {
  return journalName.exec(name)?.[1];
}

/** The conversation whose search text has this name. */
export function textOwner(name: string): string | undefined {
  return textName.exec(name)?.[1];
}

export function isOwnName(name: string): boolean {
  return ownName.test(name);
}

/** Where things are. Ids must have passed {@link isConversationId}. */
export class StorePaths {
  readonly index: string;
  readonly removedDirectory: string;

  constructor(readonly directory: string) {
    this.index = join(directory, 'index.json');
    this.removedDirectory = join(directory, 'removed');
  }

  journal(id: string): string {
    return join(this.directory, `${id}.jsonl`);
  }

  /** The words of the conversation, made from its journal for searching. */
  text(id: string): string {
    return join(this.directory, `${id}.text`);
  }

  /** A removed conversation waits here for "Undo". */
  removed(id: string): string {
    return join(this.removedDirectory, `${id}.jsonl`);
  }

  /** The paths of the journal of a conversation. */
  of(id: string): JournalPaths {
    return {
      directory: this.directory,
      file: this.journal(id),
      removed: this.removed(id),
      corrupt: (at, number) => this.corrupt(id, at, number),
    };
  }

  private corrupt(id: string, at: number, number: number): string {
    const date = new Date(at)
      .toISOString()
      .replace(/\.\d+Z$/, 'Z')
      .replaceAll(':', '-');
    return join(this.directory, `${id}.jsonl.corrupt-${date}${number > 0 ? `-${number}` : ''}`);
  }
}
