/**
 * The records that were read, by writer and number. A writer counts from 1 without gaps, so usually one number per
 * writer is stored; numbers out of order are stored individually.
 */
export class SeenRecords {
  private readonly writers = new Map<string, { upTo: number; readonly beyond: Set<number> }>();

  has(writer: string, number: number): boolean {
    const seen = this.writers.get(writer);
    return seen !== undefined && (number <= seen.upTo || seen.beyond.has(number));
  }

  /** Returns false if the record was already present. */
  add(writer: string, number: number): boolean {
    if (this.has(writer, number)) return false;
    const seen = this.writers.get(writer) ?? { upTo: 0, beyond: new Set() };
    this.writers.set(writer, seen);
    seen.beyond.add(number);
    while (seen.beyond.delete(seen.upTo + 1)) seen.upTo++;
    return true;
  }

  copy(): SeenRecords {
    const copy = new SeenRecords();
    for (const [writer, { upTo, beyond }] of this.writers) {
      copy.writers.set(writer, { upTo, beyond: new Set(beyond) });
    }
    return copy;
  }
}
