import type { RunOutcome } from '../shared/conversation/conversation';
import { addTokens, maxTokens, noTokens, totalTokens, type TokenUsage } from '../shared/usage';
import { demoKey } from '../shared/workflow';
import type { UsageRecord } from './usageRecord';

/** Tokens and the number of runs that used them. */
export interface UsageTotals {
  readonly usage: TokenUsage;
  readonly runs: number;
}

/** Selects and groups runs. Runs of the demo cost nothing: a query counts either them or all others. */
export interface UsageQuery {
  /** First and last local date, both included, such as `2026-11-23`. No limit where absent. */
  readonly from?: string;
  readonly to?: string;
  readonly by: 'day' | 'workflow' | 'outcome';
  readonly isDemo?: boolean;
}

/** The totals of one day, workflow or outcome. */
export interface UsageRow extends UsageTotals {
  /** The local date, the key of the workflow, or the outcome; `unknown` for an outcome that was not recorded. */
  readonly key: string;
  /** The latest name of the workflow, otherwise the key. */
  readonly name: string;
}

interface CountedRun {
  readonly day: string;
  readonly workflow: string;
  readonly outcome: RunOutcome | undefined;
  readonly usage: TokenUsage;
  /** The usage at the last reset: no longer counted, even if the run is reported again. */
  readonly before: TokenUsage;
  readonly isCounted: boolean;
}

const noTotals: UsageTotals = { usage: noTokens, runs: 0 };

/** Adds up records. Each run counts once, by the largest figures that it reported. Totals decrease by a reset only. */
export class UsageBook {
  private readonly runs = new Map<string, CountedRun>();
  private readonly names = new Map<string, string>();
  private readonly resets = new Set<string>();

  /** Adds a record. Adding a record twice has no effect. */
  take(record: UsageRecord): void {
    if (record.type === 'reset') {
      if (this.resets.has(record.id)) return;
      this.resets.add(record.id);
      for (const [id, run] of this.runs) this.runs.set(id, { ...run, before: run.usage, isCounted: false });
      return;
    }
    const known = this.runs.get(record.runId);
    const { day, key: workflow, usage, outcome = known?.outcome } = record;
    this.names.set(workflow, record.name);
    this.runs.set(
      record.runId,
      known
        ? { ...known, outcome, usage: maxTokens(known.usage, usage) }
        : { day, workflow, outcome, usage, before: noTokens, isCounted: true },
    );
  }

  /** Whether a record would change the totals. */
  isNews(record: UsageRecord): boolean {
    if (record.type === 'reset') return !this.resets.has(record.id);
    const known = this.runs.get(record.runId)?.usage;
    if (!known) return true;
    const { input, output, unsplit } = record.usage;
    return input > known.input || output > known.output || unsplit > known.unsplit;
  }

  /** The selected runs, grouped. Days in their order, other rows by tokens, the largest first. */
  query({ from = '', to, by, isDemo = false }: UsageQuery): readonly UsageRow[] {
    const groups = new Map<string, UsageTotals>();
    for (const run of this.runs.values()) {
      const isSelected = run.day >= from && (to === undefined || run.day <= to);
      if (!isSelected || (run.workflow === demoKey) !== isDemo || !counts(run)) continue;
      const key = by === 'outcome' ? (run.outcome ?? 'unknown') : run[by];
      groups.set(key, plus(groups.get(key) ?? noTotals, run));
    }
    const nameOf = (key: string) => (by === 'workflow' && this.names.get(key)) || key;
    const rows = [...groups].map(([key, totals]) => ({ key, name: nameOf(key), ...totals }));
    return rows.sort((a, b) =>
      by === 'day' ? (a.key < b.key ? -1 : 1) : totalTokens(b.usage) - totalTokens(a.usage),
    );
  }
}

/** The sum of rows. */
export function sumOf(rows: readonly UsageTotals[]): UsageTotals {
  return rows.reduce(
    (sum, { usage, runs }) => ({ usage: saturate(addTokens(sum.usage, usage)), runs: sum.runs + runs }),
    noTotals,
  );
}

function plus({ usage, runs }: UsageTotals, run: CountedRun): UsageTotals {
  return { usage: saturate(addTokens(usage, sinceReset(run))), runs: runs + (run.isCounted ? 1 : 0) };
}

function counts(run: CountedRun): boolean {
  return run.isCounted || totalTokens(sinceReset(run)) > 0;
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
