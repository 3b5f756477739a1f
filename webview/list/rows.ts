import type { MessageRole } from '../../src/shared/conversation/chatEvent';
import type { Run, ServiceMessage, Turn, TurnState } from '../../src/shared/conversation/conversation';
import type { Block } from '../markdown/blocks/block';
import type { FilledField } from '../../src/shared/filledFields';

/** Which message a row belongs to. The same for as long as the message is there, whatever is added to it. */
export interface ArticleName {
  readonly key: string;
  readonly role: MessageRole;
}

/** One message as the reader sees it: an `article`, made of one row or many. */
export interface Article extends ArticleName {
  readonly state: TurnState;
  readonly turn: Turn;
  /** Absent for the user's own message of the turn. */
  readonly run?: Run;
  /** Absent for what the user wrote, and where a run has no message yet or never had one. */
  readonly message?: ServiceMessage;
}

/** What can be mounted and measured on its own. Only blocks of answers come in great numbers. */
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
  /** Unique in the conversation and stable: measured heights and the reader's place are kept by it. */
  readonly key: string;
  /** As it was when the row was made: of a row that is in the list it is as the message is now. */
  readonly article: Article;
}

/** What the user wrote: the turn's message, or the reply to an interruption. */
export interface UserRow extends RowBase {
  readonly kind: 'user';
  /** As it was sent. */
  readonly text: string;
  /** A reply to a form. */
  readonly fields?: readonly FilledField[] | undefined;
}

/** Attempts of which nothing came, before one that is shown: folded. */
export interface AttemptsRow extends RowBase {
  readonly kind: 'attempts';
  readonly turn: Turn;
  readonly runs: readonly Run[];
}

/** Between the answer of a run and that of the next one to the same message. */
export interface RuleRow extends RowBase {
  readonly kind: 'rule';
  /** Of the run below it, from 1. */
  readonly number: number;
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

/**
 * One top-level block of an answer's Markdown. It outlives the states of a growing message, so it must not hold one: each
 * has a copy of the whole text.
 */
export interface BlockRow {
  readonly kind: 'block';
  readonly key: string;
  readonly article: ArticleName;
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
