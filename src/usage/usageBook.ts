import { addTokens, maxTokens, noTokens, type TokenUsage } from '../shared/usage';
import { demoKey } from '../shared/workflow';
import type { UsageRecord } from './usageRecord';

/** Tokens and the number of runs that used them. */
export interface UsageTotals {
  readonly usage: TokenUsage;
  readonly runs: number;
}

/** What one workflow used. */
export interface WorkflowUsage {
  readonly key: string;
  readonly name: string;
  readonly today: UsageTotals;
  readonly total: UsageTotals;
}

interface CountedRun {
  readonly day: string;
  readonly key: string;
  readonly usage: TokenUsage;
  /** What it had used when the counter was set back: counts no more, also if the run is reported again. */
  readonly before: TokenUsage;
  readonly isCounted: boolean;
}

const noTotals: UsageTotals = { usage: noTokens, runs: 0 };

/** Adds up records. Each run counts once, by the largest figures it reported; only a reset lets totals fall. */
export class UsageBook {
  private readonly runs = new Map<string, CountedRun>();
  private readonly names = new Map<string, string>();
  private readonly resets = new Set<string>();

  /** Takes a record; one that was taken before changes nothing. */
  take(record: UsageRecord): void {
    if (record.type === 'reset') {
      if (this.resets.has(record.id)) return;
      this.resets.add(record.id);
      for (const [id, run] of this.runs) this.runs.set(id, { ...run, before: run.usage, isCounted: false });
      return;
    }
    const known = this.runs.get(record.runId);
    this.names.set(record.key, record.name);
    this.runs.set(
      record.runId,
      known
        ? { ...known, usage: maxTokens(known.usage, record.usage) }
        : { day: record.day, key: record.key, usage: record.usage, before: noTokens, isCounted: true },
    );
  }

  /** Whether a record would change anything. */
  isNews(record: UsageRecord): boolean {
    if (record.type === 'reset') return !this.resets.has(record.id);
    const known = this.runs.get(record.runId)?.usage;
    if (!known) return true;
    const { input, output, unsplit } = record.usage;
    return input > known.input || output > known.output || unsplit > known.unsplit;
  }

  /** Totals of one day. Runs of the demo cost nothing, so they are not part of it. */
  onDay(day: string): UsageTotals {
    return this.sum((run) => run.day === day && run.key !== demoKey);
  }

  /** What each workflow except the demo used, the one with the most tokens in all first. */
  byWorkflow(day: string): readonly WorkflowUsage[] {
    return this.keys()
      .filter((key) => key !== demoKey)
      .map((key) => this.usageOf(key, day))
      .sort((a, b) => sizeOf(b.total) - sizeOf(a.total));
  }

  /** What the demo used; `undefined` where it has no runs. */
  demo(day: string): WorkflowUsage | undefined {
    return this.keys().includes(demoKey) ? this.usageOf(demoKey, day) : undefined;
  }

  private keys(): readonly string[] {
    return [...new Set([...this.runs.values()].filter(counts).map((run) => run.key))];
  }

  private usageOf(key: string, day: string): WorkflowUsage {
    return {
      key,
      name: this.names.get(key) ?? key,
      today: this.sum((run) => run.key === key && run.day === day),
      total: this.sum((run) => run.key === key),
    };
  }

  private sum(isMeant: (run: CountedRun) => boolean): UsageTotals {
    let totals = noTotals;
    for (const run of this.runs.values()) {
      if (!counts(run) || !isMeant(run)) continue;
      totals = {
        usage: saturate(addTokens(totals.usage, sinceReset(run))),
        runs: totals.runs + (run.isCounted ? 1 : 0),
      };
    }
    return totals;
  }
}

function counts(run: CountedRun): boolean {
  return run.isCounted || sizeOf({ usage: sinceReset(run) }) > 0;
}

function sinceReset({ usage, before }: CountedRun): TokenUsage {
  return {
    input: usage.input - before.input,
    output: usage.output - before.output,
    unsplit: usage.unsplit - before.unsplit,
  };
}

function saturate({ input, output, unsplit }: TokenUsage): TokenUsage {
  const most = Number.MAX_SAFE_INTEGER;
  return {
    input: Math.min(input, most),
    output: Math.min(output, most),
    unsplit: Math.min(unsplit, most),
  };
}

function sizeOf({ usage }: { readonly usage: TokenUsage }): number {
  return usage.input + usage.output + usage.unsplit;
}
