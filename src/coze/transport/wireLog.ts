/** Where the wire writes what it did: hosts, times, codes and counts; never a token, never the content of a message. */
export interface WireLog {
  info(text: string): void;
  warn(text: string): void;
  debug(text: string): void;
}
