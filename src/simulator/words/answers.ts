import type { InputField } from './inputField';

/** All texts of the simulated workflows in one language. */
export interface Answers {
  readonly welcome: string;
  readonly unknown: (said: string, turn: number) => string;
  readonly forgotten: (said: string) => string;
  /** Suggestions after an answer. Each is a message with a response. */
  readonly suggestions: readonly string[];
  readonly markdown: string;
  readonly nameLearnt: (name: string) => string;
  readonly nameKnown: (name: string) => string;
  readonly nameUnknown: string;
  readonly turnCount: (turn: number, earlier: readonly string[]) => string;
  readonly askText: string;
  readonly askTextReply: (reply: string) => string;
  readonly askFirst: string;
  readonly askSecond: (first: string) => string;
  readonly askBothReply: (first: string, second: string) => string;
  readonly cardTitle: string;
  readonly cardOptions: readonly string[];
  readonly cardAgain: (reply: string) => string;
  readonly cardReply: (option: string) => string;
  readonly formTitle: string;
  readonly formFields: readonly InputField[];
  readonly formAgain: string;
  readonly formReply: (fields: ReadonlyMap<string, string>) => string;
  readonly askedTooOften: string;
  readonly toolIntroduction: string;
  readonly toolArguments: Readonly<Record<string, string>>;
  readonly toolOutput: string;
  readonly toolAnswer: string;
  readonly failBeginning: string;
  readonly failMessage: string;
  readonly cutBeginning: string;
  readonly stallBeginning: string;
  readonly longTitle: string;
  readonly longParagraph: (number: number) => string;
  readonly several: readonly string[];
  readonly mediaIntroduction: string;
  readonly mediaCaption: string;
  readonly received: (items: readonly string[], text: string) => string;
  readonly thinking: string;
  readonly thought: string;
  readonly selection: (language: string, lineCount: number) => string;
}
