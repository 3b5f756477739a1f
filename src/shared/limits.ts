/** Longest text the view may send: well above any paste, well below what would hurt. In UTF-16 units. */
export const maxTextLength = 4_000_000;

/** Most attachments of one message. */
export const maxAttachments = 20;

/** Longest address of an attachment, in UTF-16 units. */
export const maxUrlLength = 8_000;

/**
 * How many things, and how large ones, are kept of what a service, an imported file, a journal or a workspace says.
 * Bytes are limited where they are read (`coze/sse.ts`: 8 MB for each event, 64 MB for each run); these limits hold for
 * what costs time and memory by its number. Above a limit the run goes on to its outcome, the journal on disk keeps
 * everything that came, and the view says how many are not shown.
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
  /** Images, files and recordings of one message. Further ones are counted in `omitted`. */
  mediaItems: 200,
  /** Named values of an error, and buttons beside it. Further ones are left out. */
  errorParams: 20,
  /** Characters of a title or of the name of a workflow; the rest is cut off. */
  title: 200,
  /** Tokens that one run can report. A larger figure counts as this one, so that sums stay exact. */
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

/** What is more than the host accepts in one message of the view. */
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
 * The first limit that a message of the view exceeds. The view asks before it takes anything out of a box, the host
 * before it acts, so that nothing is refused after it has left the user's hands.
 */
export function exceededLimit({ text = '', attachments = [] }: Limited): ExceededLimit | undefined {
  if (text.length > maxTextLength) return { limit: 'text', length: text.length };
  if (attachments.length > maxAttachments) return { limit: 'attachments', length: attachments.length };
  const address = Math.max(0, ...attachments.map(({ url }) => url?.length ?? 0));
  return address > maxUrlLength ? { limit: 'address', length: address } : undefined;
}
