import { isObject } from '../shared/json/json';
import { foreignText } from '../shared/text/foreignText';
import {
  dayPattern,
  usagePeriods,
  type BudgetFacts,
  type UsageFacts,
  type UsageLine,
  type UsagePeriod,
  type UsageSum,
} from '../shared/pages/usagePage';
import { sumOf, type UsageRow, type UsageTotals } from './usageBook';
import type { UsageLedger } from './usageLedger';
import { localDay } from './usageRecord';

/** The period that the page shows. `from` and `to` are those of a custom period. */
export interface ShownPeriod {
  readonly period: UsagePeriod;
  readonly from?: string;
  readonly to?: string;
}

/** Reads a period that was stored; the last 30 days if it is none. */
export function shownPeriodFrom(value: unknown): ShownPeriod {
  const fields = isObject(value) ? value : {};
  const period = usagePeriods.find((known) => known === fields['period']) ?? '30';
  if (period !== 'custom') return { period };
  const { from, to } = fields;
  const isDay = (day: unknown): day is string => typeof day === 'string' && dayPattern.test(day);
  return isDay(from) && isDay(to) ? { period, from, to } : { period: '30' };
}

/** What the page "Usage" shows of a ledger. */
export function usageFacts(
  ledger: Pick<UsageLedger, 'day' | 'query' | 'today'>,
  shown: ShownPeriod,
  budget?: BudgetFacts,
): UsageFacts {
  // A damaged record can have a day that no calendar has.
  const all = ledger.query({ by: 'day' });
  const known = all.map(({ key }) => key).filter((key) => dayPattern.test(key));
  const today = ledger.day;
  const range = daysOf(shown, today, known);
  const lines = (by: 'workflow' | 'profile' | 'outcome') => ledger.query({ by, ...range }).map(line);
  const days = all.filter(({ key }) => key >= range.from && key <= range.to);
  return {
    ...{ today, period: shown.period, ...range, hasUsage: all.length > 0 },
    todaySum: flat(ledger.today()),
    sum: flat(sumOf(days)),
    demo: flat(sumOf(ledger.query({ by: 'day', ...range, isDemo: true }))),
    allCalls: sumOf(all).calls,
    days: days.map(line),
    ...{ workflows: lines('workflow'), profiles: lines('profile'), outcomes: lines('outcome') },
    ...(budget && { budget }),
  };
}

/** First and last day of a period. All days: from the first to the last one that has usage. */
export function daysOf(
  { period, from = '', to = '' }: ShownPeriod,
  today: string,
  known: readonly string[],
): { readonly from: string; readonly to: string } {
  if (period === 'custom') return from <= to ? { from, to } : { from: to, to: from };
  if (period !== 'all') return { from: daysBefore(today, Number(period) - 1), to: today };
  const first = known[0] ?? today;
  const last = known.at(-1) ?? today;
  return { from: first < today ? first : today, to: last > today ? last : today };
}

function daysBefore(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return localDay(new Date(year, month - 1, date - count).getTime());
}

function line(row: UsageRow): UsageLine {
  return { key: row.key, name: foreignText(row.name), ...flat(row) };
}

function flat({ usage, runs, calls }: UsageTotals): UsageSum {
  return { ...usage, runs, calls };
}
