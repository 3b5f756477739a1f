import type { Answers } from '../words/answers';
import type { ReceivedItem } from '../service/chatRequest';

/** What a workflow can know when a message comes. */
export interface Situation {
  readonly text: string;
  readonly items: readonly ReceivedItem[];
  readonly answers: Answers;
  /** Earlier messages of the user in this conversation. */
  readonly earlier: readonly string[];
  /** This is the first message after a restart, in a conversation from before it. */
  readonly isForgotten: boolean;
  /** The user's name, where it was told. */
  readonly name: string | undefined;
}
