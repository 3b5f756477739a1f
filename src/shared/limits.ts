/** Longest text of one message, in UTF-16 units: longer than any paste, short enough to process. */
export const maxTextLength = 4_000_000;

/** Most attachments of one message. */
export const maxAttachments = 20;

/** Longest address of an attachment, in UTF-16 units. */
export const maxUrlLength = 8_000;

/** Most bytes of one chunk of a file that a page sends. */
export const maxChunkBytes = 256 * 1024;

/** Most chunks of a page that the host has not taken yet. */
export const maxChunksAhead = 4;

/**
 * Limits for data from a service, an imported file, a journal or a workspace. Byte limits apply where bytes are read
 * (`coze/transport/sse.ts`); these limits apply to data whose count costs time and memory. Beyond a limit the run
 * continues to its outcome, the journal on disk keeps all data, and the view shows the number of omitted items.
 */
export const limits = {
  /** Messages of one run, those of tools included. Further ones are counted in `Run.omittedMessages`. */
  messages: 1_000,
  /** Suggestions after one run. Further ones are counted in `Run.omittedFollowUps`. */
  followUps: 50,
  /** Options of a question. Further ones are counted in `omitted`; the answer can still be typed. */
  options: 200,
  /** Fields of a form. Further ones are counted in `omitted`. */
  fields: 100,
  /** Inputs of a workflow with their members and items. Further ones are counted in `omitted`. */
  inputs: 300,
  /** Images, files and recordings of one message. Further ones are counted in `omitted`. */
  mediaItems: 200,
  /** Named values of an error, and buttons beside it. Further ones are left out. */
  errorParams: 20,
  /** Characters of a title or of the name of a workflow; longer ones are cut. */
  title: 200,
  /** Tokens that one run can report. A larger count is clamped, so that sums stay exact. */
  tokens: 1e12,
  /** Latest time, the end of the year 9999, in milliseconds since the epoch. A time out of range counts as unknown: 0. */
  time: 253_402_300_799_999,
  /** Characters of the parameters of a workflow or of a message as JSON. Larger ones are refused. */
  parameters: 1_000_000,
  /** Values in the `ext` of a workflow. A larger entry of the settings is refused. */
  extValues: 50,
  /** Characters of the `ext` of a workflow as JSON. A larger entry of the settings is refused. */
  ext: 20_000,
} as const;

/** A limit of the host that a message of the view exceeds. */
export type ExceededLimit =
  | { readonly limit: 'text'; readonly length: number }
  | { readonly limit: 'attachments'; readonly length: number }
  | { readonly limit: 'address'; readonly length: number };

interface Limited {
  readonly type: string;
  readonly text?: string;
  readonly attachments?: readonly { readonly url?: string }[];
}

/**
 * The first limit that a message of the view exceeds. The view checks before it clears a text box, and the host before
 * it acts, so that the user never loses a rejected message.
 */
export function exceededLimit({ text = '', attachments = [] }: Limited): ExceededLimit | undefined {
  if (text.length > maxTextLength) return { limit: 'text', length: text.length };
  if (attachments.length > maxAttachments) return { limit: 'attachments', length: attachments.length };
  const address = Math.max(0, ...attachments.map(({ url }) => url?.length ?? 0));
  return address > maxUrlLength ? { limit: 'address', length: address } : undefined;
}
