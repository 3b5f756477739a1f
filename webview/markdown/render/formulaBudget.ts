/** Maximum number of characters of TeX and tags of MathML that one message shows at once. */
const mostOfMessage = 100_000;

/** The budget of one block. */
export interface FormulaRoom {
  /** Reserves a part of the budget. Returns false if too little is left. */
  take(size: number): boolean;
}

/**
 * Limits the total cost of the formulas of a message. A block that is rendered again first returns what it has
 * reserved.
 */
export class FormulaBudget {
  private readonly taken = new Map<object, number>();
  private total = 0;

  /** Returns the budget of a block that is about to be rendered. */
  roomFor(block: object): FormulaRoom {
    this.release(block);
    return {
      take: (size) => {
        if (this.total + size > mostOfMessage) return false;
        this.total += size;
        this.taken.set(block, (this.taken.get(block) ?? 0) + size);
        return true;
      },
    };
  }

  /** Returns what a block has reserved. */
  release(block: object): void {
    this.total -= this.taken.get(block) ?? 0;
    this.taken.delete(block);
  }
}
