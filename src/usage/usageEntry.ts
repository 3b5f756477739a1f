import type { TokenUsage } from '../shared/usage';

/** What one run used, as the ledger keeps it. */
export interface UsageEntry {
  readonly runId: string;
  readonly workflow: { readonly key: string; readonly name: string };
  readonly usage: TokenUsage;
  /** Milliseconds since the epoch: decides the day it counts for. */
  readonly at: number;
}

/** Where the sessions report what runs used; `UsageLedger` is one. A run may be reported again with larger figures. */
export interface UsageSink {
  add(entry: UsageEntry): Promise<void>;
}
