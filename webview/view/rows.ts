import type { MessageRole } from '../../src/shared/chatEvent';
import type { Run, ServiceMessage, Turn, TurnState } from '../../src/shared/conversation';
import type { Block } from '../markdown/block';

/** One message as the reader sees it: an `article`, made of one row or many. */
export interface Article {
  readonly key: string;
  readonly role: MessageRole;
  readonly state: TurnState;
  readonly turn: Turn;
  /** Absent for the user's own message of the turn. */
  readonly run?: Run;
  /** Absent for what the user wrote, and where a run has no message yet or never had one. */
  readonly message?: ServiceMessage;
}

/** What can be mounted and measured on its own. Only blocks of answers come in great numbers. */
export type Row =
  UserRow | ReasoningRow | UnparsedRow | BlockRow | RestRow | BodyRow | ToolRow | PlaceholderRow | FooterRow;

interface RowBase {
  /** Unique in the conversation and stable: measured heights and the reader's place are kept by it. */
  readonly key: string;
  readonly article: Article;
}

/** What the user wrote: the turn's message, or the reply to an interruption. */
export interface UserRow extends RowBase {
  readonly kind: 'user';
  readonly text: string;
}

export interface ReasoningRow extends RowBase {
  readonly kind: 'reasoning';
  readonly message: ServiceMessage;
}

/** A message that was never near the viewport: parsed into blocks before it is mounted. */
export interface UnparsedRow extends RowBase {
  readonly kind: 'unparsed';
  readonly message: ServiceMessage;
  /** Parsing was tried and failed: shown as plain text. */
  readonly isBroken: boolean;
}

/** One top-level block of an answer's Markdown. */
export interface BlockRow extends RowBase {
  readonly kind: 'block';
  readonly block: Block;
}

/** "Show the rest" of an answer that is too long to show at once. */
export interface RestRow extends RowBase {
  readonly kind: 'rest';
  readonly message: ServiceMessage;
  readonly hidden: number;
}

/** What text cannot say: media, cards. */
export interface BodyRow extends RowBase {
  readonly kind: 'body';
  readonly message: ServiceMessage;
}

export interface ToolRow extends RowBase {
  readonly kind: 'tool';
  readonly message: ServiceMessage;
}

/** "Connecting…" */
export interface PlaceholderRow extends RowBase {
  readonly kind: 'placeholder';
  readonly run: Run;
}

/** Under an answer: actions, and where the run ends how it ended, the question, suggestions, the debug link. */
export interface FooterRow extends RowBase {
  readonly kind: 'footer';
  readonly turn: Turn;
  readonly run: Run;
  readonly message?: ServiceMessage;
  /** The run's outcome is told here. */
  readonly isEnd: boolean;
  readonly isLastRun: boolean;
  readonly isLastTurn: boolean;
}
