/** Characters of TeX and tags of MathML that one message may show at once. */
const mostOfMessage = 100_000;

/** Room for formulas in one block. */
export interface FormulaRoom {
  /** Takes some of the room; false when there is not so much left. */
  take(size: number): boolean;
}

/** Bounds what the formulas of a message cost together. A block that is rendered again gives back what it took. */
export class FormulaBudget {
  readonly #taken = new Map<object, number>();
  #total = 0;

  /** The room of a block that is about to be rendered. */
  roomFor(block: object): FormulaRoom {
    this.release(block);
    return {
      take: (size) => {
        if (this.#total + size > mostOfMessage) return false;
        this.#total += size;
        this.#taken.set(block, (this.#taken.get(block) ?? 0) + size);
        return true;
      },
    };
  }

  /** Gives back what a block took. */
  release(block: object): void {
    this.#total -= this.#taken.get(block) ?? 0;
    this.#taken.delete(block);
  }
}
