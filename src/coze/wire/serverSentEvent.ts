/** One event of an event stream (WHATWG), before it is decoded. */
export interface ServerSentEvent {
  /** The `event:` line; absent where there was none. */
  readonly event: string | undefined;
  readonly data: string;
  /**
   * Lines since the last event that are not SSE fields: the rest of a JSON text printed over several lines, or a body
   * that is not a stream. Decoders use them only if `data` alone does not parse.
   */
  readonly strayLines: string;
  /** The stream ended without an event, and `strayLines` is its body: a reply with a wrong content type. */
  readonly isForeignBody?: boolean;
}
