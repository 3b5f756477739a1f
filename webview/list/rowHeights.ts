const chunkSize = 256;

/**
 * Heights of a long list of rows, measured or estimated. Finding a row by offset, an offset by row, and changing a
 * height take the same time for a hundred rows as for a million.
 *
 * A virtualizer from npm keeps a list of absolute positions and rebuilds it whenever a row is added; here every block
 * of a streamed answer adds a row.
 */
export class RowHeights {
  private heights: number[] = [];
  private chunks: number[] = [];
  total = 0;

  get count(): number {
    return this.heights.length;
  }

  /** Replaces all heights from row `from` on. */
  replaceFrom(from: number, heights: readonly number[]): void {
    this.heights.length = from;
    for (const height of heights) this.heights.push(height);
    const first = Math.floor(from / chunkSize);
    this.chunks.length = first;
    for (let start = first * chunkSize; start < this.heights.length; start += chunkSize) {
      let sum = 0;
      const end = Math.min(start + chunkSize, this.heights.length);
      for (let index = start; index < end; index++) sum += this.heights[index] ?? 0;
      this.chunks.push(sum);
    }
    this.total = this.chunks.reduce((sum, chunk) => sum + chunk, 0);
  }

  /** Sets one height. Returns whether it has changed. */
  set(index: number, height: number): boolean {
    const before = this.heights[index];
    if (before === undefined || Math.abs(before - height) < 0.5) return false;
    const chunk = Math.floor(index / chunkSize);
    this.heights[index] = height;
    this.chunks[chunk] = (this.chunks[chunk] ?? 0) + height - before;
    this.total += height - before;
    return true;
  }

  /** Height above row `index` in pixels. */
  offsetOf(index: number): number {
    const chunk = Math.floor(index / chunkSize);
    let offset = 0;
    for (let before = 0; before < chunk; before++) offset += this.chunks[before] ?? 0;
    for (let row = chunk * chunkSize; row < index; row++) offset += this.heights[row] ?? 0;
    return offset;
  }

  /** Index of the row at `offset`, or of the nearest one if the offset is outside of the list. */
  indexAt(offset: number): number {
    let chunk = 0;
    let top = 0;
    while (chunk < this.chunks.length - 1 && top + (this.chunks[chunk] ?? 0) <= offset) {
      top += this.chunks[chunk] ?? 0;
      chunk++;
    }
    let row = chunk * chunkSize;
    const last = Math.max(0, Math.min(row + chunkSize, this.heights.length) - 1);
    while (row < last && top + (this.heights[row] ?? 0) <= offset) {
      top += this.heights[row] ?? 0;
      row++;
    }
    return row;
  }
}
