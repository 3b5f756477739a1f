/** Longest text the view may send: well above any paste, well below what would hurt. In UTF-16 units. */
export const maxTextLength = 4_000_000;

/** Most attachments of one message. */
export const maxAttachments = 20;

/** Longest address of an attachment, in UTF-16 units. */
export const maxUrlLength = 8_000;

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
