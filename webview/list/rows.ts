import type { MessageRole } from '../../src/shared/conversation/chatEvent';
import type { Run, ServiceMessage, Turn, TurnState } from '../../src/shared/conversation/conversation';
import type { Block } from '../markdown/blocks/block';
import type { FilledField } from '../../src/shared/filledFields';

/** Identifies the message of a row. Stays the same while the message grows. */
export interface ArticleName {
  readonly key: string;
  readonly role: MessageRole;
}

/** One message: an `article` element with one or more rows. */
export interface Article extends ArticleName {
  readonly state: TurnState;
  readonly turn: Turn;
  /** Absent for the message of the user that begins the turn. */
  readonly run?: Run;
  /** Absent for messages of the user, and for a run without a message. */
  readonly message?: ServiceMessage;
}

/** A unit that is mounted and measured. Only blocks occur in great numbers. */
export type Row =
  | UserRow
  | AttemptsRow
  | RuleRow
  | ReasoningRow
  | UnparsedRow
  | BlockRow
  | RestRow
  | BodyRow
  | ToolRow
  | PlaceholderRow
  | FooterRow;

interface RowBase {
  /** Unique in the conversation and stable: identifies measured heights and scroll positions. */
  readonly key: string;
  /** The message when the row was created. Up to date for rows of the list that are not blocks. */
  readonly article: Article;
}

/** Text of the user: the message of a turn, or a reply to a question. */
export interface UserRow extends RowBase {
  readonly kind: 'user';
  /** The text as it was sent. */
  readonly text: string;
  /** The fields of a form, if the reply is to one. */
  readonly fields?: readonly FilledField[] | undefined;
}

/** Attempts without an answer, folded above the one that is shown. */
export interface AttemptsRow extends RowBase {
  readonly kind: 'attempts';
  readonly turn: Turn;
  readonly runs: readonly Run[];
}

/** Separates the answers of two runs to the same message. */
interface RuleRow extends RowBase {
  readonly kind: 'rule';
  /** Number of the run below, from 1. */
  readonly number: number;
}

interface ReasoningRow extends RowBase {
  readonly kind: 'reasoning';
  readonly message: ServiceMessage;
}

/** A message that was never near the viewport. It is parsed into blocks before it is mounted. */
interface UnparsedRow extends RowBase {
  readonly kind: 'unparsed';
  readonly message: ServiceMessage;
  /** Parsing failed: the text is shown as plain text. */
  readonly isBroken: boolean;
}

/**
 * One top-level block of the Markdown of an answer. Must not reference the `ServiceMessage`: each version of a streamed
 * message has a copy of the whole text.
 */
export interface BlockRow {
  readonly kind: 'block';
  readonly key: string;
  readonly article: ArticleName;
  readonly block: Block;
}

/** The button that shows the rest of a very long answer. */
interface RestRow extends RowBase {
  readonly kind: 'rest';
  readonly message: ServiceMessage;
  readonly hidden: number;
}

/** Media and cards. */
export interface BodyRow extends RowBase {
  readonly kind: 'body';
  readonly message: ServiceMessage;
}

export interface ToolRow extends RowBase {
  readonly kind: 'tool';
  readonly message: ServiceMessage;
}

/** "Connecting…" */
interface PlaceholderRow extends RowBase {
  readonly kind: 'placeholder';
  readonly run: Run;
}

/** Below an answer: its actions and, at the end of a run, the outcome, the question, suggestions and the debug link. */
export interface FooterRow extends RowBase {
  readonly kind: 'footer';
  readonly turn: Turn;
  readonly run: Run;
  readonly message?: ServiceMessage;
  /** Whether the outcome of the run is shown here. */
  readonly isEnd: boolean;
  readonly isLastRun: boolean;
  readonly isLastTurn: boolean;
}
