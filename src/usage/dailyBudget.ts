/** What is kept of the budget, in all windows. Each value is a local date: it is out of date on the next day. */
interface BudgetState {
  /** The day on which the user was warned. */
  readonly warned?: string;
  /** The day on which the user wants to be asked before each message. */
  readonly asking?: string;
}

export interface DailyBudgetDeps {
  /** Tokens a day; 0 for no budget. */
  readonly limit: () => number;
  /** Tokens of today, without the demo. */
  readonly used: () => number;
  /** Today's local date. */
  readonly today: () => string;
  readonly state: {
    readonly get: (key: string) => unknown;
    readonly update: (key: string, value: unknown) => PromiseLike<void>;
  };
}

const stateKey = 'coze.dailyBudget';

/** A budget of tokens for each day. It warns once a day and blocks nothing, unless the user asks to be asked. */
export class DailyBudget {
  constructor(private readonly deps: DailyBudgetDeps) {}

  get limit(): number {
    return this.deps.limit();
  }

  get used(): number {
    return this.deps.used();
  }

  get isUsedUp(): boolean {
    const { limit } = this;
    return limit > 0 && this.used >= limit;
  }

  /** Whether the user wants to be asked before each message of today. */
  get isAsking(): boolean {
    return this.kept.asking === this.deps.today();
  }

  /** Whether the user has to be warned now. True once a day. */
  async takeWarning(): Promise<boolean> {
    const today = this.deps.today();
    if (!this.isUsedUp || this.kept.warned === today) return false;
    await this.keep({ warned: today });
    return true;
  }

  /** Asks before each message of today, or no longer. */
  async setAsking(isAsking: boolean): Promise<void> {
    await this.keep({ asking: isAsking ? this.deps.today() : '' });
  }

  private get kept(): BudgetState {
    const kept = this.deps.state.get(stateKey);
    return typeof kept === 'object' && kept !== null ? kept : {};
  }

  private async keep(change: BudgetState): Promise<void> {
    await this.deps.state.update(stateKey, { ...this.kept, ...change });
  }
}
