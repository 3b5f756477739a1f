/** An undecoded event of an event stream (WHATWG). */
export interface ServerSentEvent {
  /** The `event:` line; absent if there was none. */
  readonly event: string | undefined;
  readonly data: string;
  /**
   * Lines since the last event that are not SSE fields: the rest of JSON printed over several lines, or a body that is
   * not a stream. Decoders use them only if `data` alone does not parse.
   */
  readonly strayLines: string;
  /** The stream ended without an event, and `strayLines` is its body: a reply with the wrong content type. */
  readonly isForeignBody?: boolean;
}
