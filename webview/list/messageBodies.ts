import type { ServiceMessage } from '../../src/shared/conversation/conversation';
import type { Block } from '../markdown/blocks/block';
import { StreamingMarkdown } from '../markdown/blocks/streamingMarkdown';
import { markdownText } from './markdownWords';
import type { BlockRow } from './rows';

/** The parsed text of one message. */
export interface Body {
  /** Empty if parsing failed. */
  readonly blocks: readonly Block[];
  readonly isBroken: boolean;
  /** Rows of the blocks, kept so that unchanged blocks keep their rows. */
  readonly rows: BlockRow[];
  /** Number of characters held back until the reader asks for the rest. */
  readonly hidden: number;
}

/** Maximum length of a complete message that is shown without a click, in UTF-16 units. */
const shownAtOnce = 1_000_000;

interface Entry extends Body {
  isBroken: boolean;
  hidden: number;
  text: string;
  /** Text appended since the last update. */
  delta: string;
  isComplete: boolean;
  isWhole: boolean;
  readonly markdown: StreamingMarkdown;
}

/** Parses messages into blocks: once each, and only those near the viewport or being streamed. */
export class MessageBodies {
  private readonly entries = new Map<string, Entry>();
  private readonly versions = new Map<string, number>();
  /** Incremented with every change of a version. While it is constant, no version needs to be compared. */
  changes = 0;

  /** `onError` is called when a message cannot be parsed; `hasLinks`: whether links and images can be clicked. */
  constructor(
    private readonly onError: (error: unknown) => void,
    private readonly hasLinks: () => boolean,
  ) {}

  /** Keeps appended text for the next `bodyOf`, which then does not search for it in the whole text. */
  append(messageKey: string, delta: string): void {
    const entry = this.entries.get(messageKey);
    if (entry) entry.delta += delta;
  }

  /** Returns the parsed text of a message, or `undefined` if it is complete and was never near the viewport. */
  bodyOf(message: ServiceMessage): Body | undefined {
    const entry = this.entries.get(message.key);
    if (!entry) return message.isComplete ? undefined : this.open(message, true);
    this.update(entry, message);
    return entry;
  }

  /** Returns the renderer of a message, if it was ever parsed. */
  markdownOf(messageKey: string): StreamingMarkdown | undefined {
    return this.entries.get(messageKey)?.markdown;
  }

  /** Parses a message that is about to be mounted, and changes the version of its turn. */
  parse(message: ServiceMessage, turnId: string): void {
    if (this.entries.has(message.key)) return;
    this.open(message, false);
    this.touch(turnId);
  }

  /** Shows the text that was held back. */
  showRest(message: ServiceMessage, turnId: string): void {
    const entry = this.entries.get(message.key);
    if (!entry) return;
    entry.isWhole = true;
    this.touch(turnId);
  }

  versionOf(turnId: string): number {
    return this.versions.get(turnId) ?? 0;
  }

  clear(): void {
    this.changes++;
    this.entries.clear();
    this.versions.clear();
  }

  private touch(turnId: string): void {
    this.changes++;
    this.versions.set(turnId, this.versionOf(turnId) + 1);
  }

  /** A streamed message is shown whole: the reader has seen all of it arrive. */
  private open(message: ServiceMessage, isWhole: boolean): Entry {
    const markdown = new StreamingMarkdown({ text: markdownText, hasLinks: this.hasLinks() });
    const entry: Entry = {
      blocks: markdown.blocks,
      isBroken: false,
      rows: [],
      hidden: 0,
      text: '',
      delta: '',
      isComplete: false,
      isWhole,
      markdown,
    };
    this.entries.set(message.key, entry);
    this.update(entry, message);
    return entry;
  }

  private update(entry: Entry, message: ServiceMessage): void {
    const { isComplete } = message;
    const { delta } = entry;
    entry.delta = '';
    const isStreaming = entry.isWhole && !isComplete && !entry.isComplete && !entry.isBroken;
    // Lengths differ where a part of the delta belongs to the reasoning.
    if (isStreaming && delta !== '' && message.text.length === entry.text.length + delta.length) {
      entry.text = message.text;
      this.guarded(entry, () => entry.markdown.append(delta));
      return;
    }
    const shown = entry.isWhole ? message.text : message.text.slice(0, shownAtOnce);
    entry.hidden = message.text.length - shown.length;
    if (entry.isBroken || (shown === entry.text && isComplete === entry.isComplete)) return;
    entry.text = shown;
    entry.isComplete = isComplete;
    // Truncated text stays open so that the rest can be appended.
    this.guarded(entry, () => entry.markdown.update(shown, isComplete && entry.hidden === 0));
  }

  private guarded(entry: Entry, act: () => void): void {
    try {
      act();
    } catch (error) {
      entry.isBroken = true;
      this.onError(error);
    }
  }
}
