import type { RunOutcome } from '../shared/conversation/conversation';
import { addTokens, maxTokens, noTokens, totalTokens, type TokenUsage } from '../shared/usage';
import { demoKey, targetOfKey } from '../shared/workflow';
import type { UsageRecord } from './usageRecord';

/** Tokens, the number of runs that used them, and the calls of the API that these runs made. */
export interface UsageTotals {
  readonly usage: TokenUsage;
  readonly runs: number;
  /** Requests that were sent for runs. Those that the service refused belong to no run. */
  readonly calls: number;
}

/** First and last local date, both included, such as `2026-11-23`. No limit where absent. */
export interface UsageRange {
  readonly from?: string;
  readonly to?: string;
}

/** How a run ended. `refused`: its calls were refused. `unknown`: an earlier version did not record it. */
export type CountedOutcome = RunOutcome | 'refused' | 'unknown';

/** Selects and groups runs. Runs of the demo cost nothing: a query counts either them or all others. */
export interface UsageQuery extends UsageRange {
  readonly by: 'day' | 'workflow' | 'profile' | 'outcome';
  readonly isDemo?: boolean;
}

/** The totals of one day, workflow, profile or outcome. */
export interface UsageRow extends UsageTotals {
  /** The local date, the key of the workflow's target, the key of the profile, or the outcome. */
  readonly key: string;
  /** The latest name of the workflow or profile, otherwise the key. */
  readonly name: string;
}

/** The totals of one day, profile and outcome. */
export interface UsageDetail extends UsageTotals {
  readonly day: string;
  /** Key and latest name of the profile. */
  readonly profile: string;
  readonly name: string;
  readonly outcome: CountedOutcome;
}

/** A run that is counted. Changed in place: a ledger can have 100,000. */
interface CountedRun {
  readonly day: string;
  readonly profile: Profile;
  outcome: CountedOutcome;
  calls: number;
  usage: TokenUsage;
  /** The usage at the last reset: no longer counted, even if the run is reported again. */
  before: TokenUsage;
  isCounted: boolean;
}

/** A profile under its latest name. */
interface Profile {
  readonly key: string;
  readonly target: string;
  name: string;
}

const noTotals: UsageTotals = { usage: noTokens, runs: 0, calls: 0 };

/** Adds up records. Each run counts once, by the largest figures that it reported. Totals decrease by a reset only. */
export class UsageBook {
  private readonly runs = new Map<string, CountedRun>();
  private readonly profiles = new Map<string, Profile>();
  /** The latest names of workflows, by the key of their target. */
  private readonly workflows = new Map<string, string>();
  private readonly resets = new Set<string>();

  /** Adds a record. Adding a record twice has no effect. */
  take(record: UsageRecord): void {
    if (record.type === 'reset') this.reset(record.id);
    else if (record.type === 'refused') this.takeRun(record, noTokens, 'refused');
    else this.takeRun(record, record.usage, record.outcome);
  }

  /** Whether a record would change the totals. */
  isNews(record: UsageRecord): boolean {
    if (record.type === 'reset') return !this.resets.has(record.id);
    const known = this.runs.get(record.runId)?.usage;
    if (!known) return true;
    if (record.type === 'refused') return false;
    const { input, output, unsplit } = record.usage;
    return input > known.input || output > known.output || unsplit > known.unsplit;
  }

  /** The selected runs, grouped. Days in their order, other rows by tokens, the largest first. */
  query({ by, isDemo = false, from, to }: UsageQuery): readonly UsageRow[] {
    const groups = new Map<string, Sum>();
    for (const run of this.runs.values()) {
      const isSelected = isWithin(run.day, from, to) && (run.profile.key === demoKey) === isDemo;
      if (isSelected && counts(run)) add(groups, groupOf(run, by), run);
    }
    const rows = [...groups].map(([key, sum]) => ({ key, name: this.nameOf(key, by), ...sum }));
    return rows.sort((a, b) =>
      by === 'day'
        ? compare(a.key, b.key)
        : totalTokens(b.usage) - totalTokens(a.usage) || b.calls - a.calls || compare(a.key, b.key),
    );
  }

  /** The selected runs by day, profile and outcome, in this order. Includes those of the demo. */
  details({ from, to }: UsageRange): readonly UsageDetail[] {
    const groups = new Map<string, Sum>();
    const keys = new Map<string, Pick<UsageDetail, 'day' | 'profile' | 'name' | 'outcome'>>();
    for (const run of this.runs.values()) {
      if (!isWithin(run.day, from, to) || !counts(run)) continue;
      const { day, profile, outcome } = run;
      const group = `${day}\n${profile.key}\n${outcome}`;
      if (!groups.has(group)) keys.set(group, { day, profile: profile.key, name: profile.name, outcome });
      add(groups, group, run);
    }
    const sorted = [...groups].sort(([a], [b]) => compare(a, b));
    return sorted.flatMap(([group, sum]) => {
      const key = keys.get(group);
      return key ? [{ ...key, ...sum }] : [];
    });
  }

  private takeRun(
    { runId, day, key, name, calls = 1 }: Exclude<UsageRecord, { readonly type: 'reset' }>,
    usage: TokenUsage,
    outcome: CountedOutcome | undefined,
  ): void {
    const profile = this.profileOf(key, name);
    const known = this.runs.get(runId);
    if (!known) {
      this.runs.set(runId, {
        day,
        profile,
        outcome: outcome ?? 'unknown',
        calls,
        usage,
        before: noTokens,
        isCounted: true,
      });
      return;
    }
    known.outcome = outcome ?? known.outcome;
    known.calls = Math.max(calls, known.calls);
    known.usage = maxTokens(known.usage, usage);
  }

  private reset(id: string): void {
    if (this.resets.has(id)) return;
    this.resets.add(id);
    for (const run of this.runs.values()) {
      run.before = run.usage;
      run.isCounted = false;
    }
  }

  private profileOf(key: string, name: string): Profile {
    let profile = this.profiles.get(key);
    if (!profile) {
      profile = { key, target: targetOfKey(key), name };
      this.profiles.set(key, profile);
    }
    profile.name = name;
    this.workflows.set(profile.target, name);
    return profile;
  }

  private nameOf(key: string, by: UsageQuery['by']): string {
    if (by === 'workflow') return this.workflows.get(key) ?? key;
    return by === 'profile' ? (this.profiles.get(key)?.name ?? key) : key;
  }
}

/** The sum of rows. */
export function sumOf(rows: readonly UsageTotals[]): UsageTotals {
  return rows.reduce(
    (sum, { usage, runs, calls }) => ({
      usage: saturate(addTokens(sum.usage, usage)),
      runs: sum.runs + runs,
      calls: sum.calls + calls,
    }),
    noTotals,
  );
}

/** Totals that are being added up. */
interface Sum {
  usage: TokenUsage;
  runs: number;
  calls: number;
}

function add(groups: Map<string, Sum>, key: string, run: CountedRun): void {
  let sum = groups.get(key);
  if (!sum) {
    sum = { ...noTotals };
    groups.set(key, sum);
  }
  sum.usage = saturate(addTokens(sum.usage, sinceReset(run)));
  if (!run.isCounted) return;
  if (run.outcome !== 'refused') sum.runs += 1;
  sum.calls += run.calls;
}

function groupOf({ day, profile, outcome }: CountedRun, by: UsageQuery['by']): string {
  if (by === 'workflow') return profile.target;
  return by === 'profile' ? profile.key : by === 'day' ? day : outcome;
}

function isWithin(day: string, from = '', to?: string): boolean {
  return day >= from && (to === undefined || day <= to);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
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
