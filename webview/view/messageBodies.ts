import type { ServiceMessage } from '../../src/shared/conversation';
import type { Block } from '../markdown/block';
import type { BlockRow } from './rows';

/** The parsed text of one message. */
export interface Body {
  readonly blocks: readonly Block[];
  /** Rows made of the blocks, kept with them so that unchanged blocks keep their rows. */
  readonly rows: BlockRow[];
  /** Characters held back until the reader asks for the rest. */
  readonly hidden: number;
}

/** Longest text that is shown at once; the rest waits for a click. In UTF-16 units. */
const shownAtOnce = 1_000_000;

interface Entry extends Body {
  blocks: Block[];
  rows: BlockRow[];
  hidden: number;
  text: string;
  isWhole: boolean;
}

/** Parses messages into blocks, once each, and only those that are near the viewport or being streamed. */
export class MessageBodies {
  private readonly entries = new Map<string, Entry>();
  private readonly versions = new Map<string, number>();

  /** The parsed text as far as the message goes, or nothing where it was never near the viewport. */
  bodyOf(message: ServiceMessage): Body | undefined {
    const entry = this.entries.get(message.key);
    if (!entry) {
      if (message.isComplete) return undefined;
      return this.open(message);
    }
    this.update(entry, message);
    return entry;
  }

  /** Parses a message that is about to be seen; its turn gets a new version. */
  parse(message: ServiceMessage, turnId: string): void {
    if (this.entries.has(message.key)) return;
    this.open(message);
    this.touch(turnId);
  }

  /** Shows what was held back. */
  showRest(message: ServiceMessage, turnId: string): void {
    const entry = this.entries.get(message.key);
    if (!entry) return;
    entry.isWhole = true;
    this.touch(turnId);
  }

  versionOf(turnId: string): number {
    return this.versions.get(turnId) ?? 0;
  }

  private touch(turnId: string): void {
    this.versions.set(turnId, this.versionOf(turnId) + 1);
  }

  private open(message: ServiceMessage): Entry {
    const entry: Entry = { blocks: [], rows: [], hidden: 0, text: '', isWhole: false };
    this.entries.set(message.key, entry);
    this.update(entry, message);
    return entry;
  }

  private update(entry: Entry, message: ServiceMessage): void {
    const shown = entry.isWhole ? message.text : message.text.slice(0, shownAtOnce);
    entry.hidden = message.text.length - shown.length;
    if (shown === entry.text) return;
    entry.text = shown;
    entry.blocks = shown.split(/\n\n+/).map((part, id): Block => {
      const element = document.createElement('p');
      element.textContent = part;
      return {
        id,
        isFrozen: false,
        version: 0,
        sourceStart: 0,
        sourceEnd: part.length,
        linkBase: 0,
        imageBase: 0,
        element: () => element,
        release: () => undefined,
        plainText: () => part,
        estimateHeight: () => 28,
      };
    });
  }
}
