import type { Answers } from '../words/answers';
import type { InputField } from '../words/inputField';

/** The context of a workflow when a message arrives. */
export interface Situation {
  readonly text: string;
  readonly items: readonly ReceivedItem[];
  readonly answers: Answers;
  /** Earlier messages of the user in this conversation. */
  readonly earlier: readonly string[];
  /** Whether this is the first message after a restart, in a conversation from before it. */
  readonly isForgotten: boolean;
  /** The user's name, if known. */
  readonly name: string | undefined;
}

/** A question of a simulated workflow. Options and inputs are sent as a card. */
export type Question =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'options'; readonly title: string; readonly options: readonly string[] }
  /** An input card has no title; a message before it states its subject. */
  | { readonly type: 'inputs'; readonly fields: readonly InputField[] };

/** One step of a simulated workflow. */
export type Step =
  /** An answer in pieces, then whole. `isFast` sends large pieces, for long texts. */
  | {
      readonly type: 'answer';
      readonly text: string;
      readonly reasoning?: string;
      readonly isFast?: boolean;
    }
  /** Deltas of an answer that is never completed, because an error follows. */
  | { readonly type: 'beginning'; readonly text: string }
  /** A completed message without deltas. */
  | {
      readonly type: 'whole';
      readonly messageType: 'answer' | 'function_call' | 'tool_response' | 'tool_output' | 'knowledge';
      readonly content: string;
      readonly contentType: 'text' | 'image' | 'file' | 'audio' | 'card' | 'object_string';
    }
  | { readonly type: 'followUp'; readonly text: string }
  | { readonly type: 'pause'; readonly milliseconds: number }
  /** The run ends and waits. `yield` returns the user's reply in the next run. */
  | { readonly type: 'ask'; readonly question: Question }
  | { readonly type: 'fail'; readonly code: number; readonly message: string }
  /** The stream ends without a final event. */
  | { readonly type: 'cut' }
  /** The stream stays open without further events. */
  | { readonly type: 'stall' };

/** A running simulated workflow. Paused at an `ask`, it outlives its run and continues with the reply. */
export type Script = Generator<Step, void, string>;

/** A file of a message, by URL or file ID. */
export interface ReceivedItem {
  readonly kind: string;
  readonly source: string;
  readonly fileId?: string;
}
