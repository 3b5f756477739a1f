import { join } from 'node:path';
import type { JournalPaths } from '../journal/journalTypes';

const idPattern = /^[0-9a-f]{32}$/;
const textName = /^([0-9a-f]{32})\.text$/;
const journalName = /^([0-9a-f]{32})\.jsonl$/;
/** The files of the store: journals, their search texts, files set aside, temporary files. */
const ownName = /^(?:[0-9a-f]{32}\.(?:jsonl|text)(?:\..+)?|index\.json(?:\..+)?|removed)$/;

/** Whether an ID is safe as part of a path. */
export function isConversationId(id: string): boolean {
  return idPattern.test(id);
}

/** The ID of the conversation whose journal has this name. */
export function conversationOf(name: string): string | undefined {
  return journalName.exec(name)?.[1];
}

/** The ID of the conversation whose search text has this name. */
export function textOwner(name: string): string | undefined {
  return textName.exec(name)?.[1];
}

export function isOwnName(name: string): boolean {
  return ownName.test(name);
}

/** The paths of the store. IDs must have passed {@link isConversationId}. */
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

  /** The search text of a conversation, derived from its journal. */
  text(id: string): string {
    return join(this.directory, `${id}.text`);
  }

  /** The path of a removed conversation until it is deleted or restored. */
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
