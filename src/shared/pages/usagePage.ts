import * as v from 'valibot';
import { fields, text, variant, type Read } from '../schema';
import { pageMessageParser } from './pageMessage';
import type { TokenUsage } from '../usage';

/** Tokens, runs and calls that are shown together. */
export interface UsageSum extends TokenUsage {
  readonly runs: number;
  readonly calls: number;
}

/** One row of a table. */
export interface UsageLine extends UsageSum {
  /** A local date, the key of a workflow or profile, or an outcome. */
  readonly key: string;
  /** Name of the workflow or profile; that of others. */
  readonly name: string;
}

/** The periods that end today, in days, and those without a fixed length. */
export const usagePeriods = ['1', '7', '30', '90', 'all', 'custom'] as const;
export type UsagePeriod = (typeof usagePeriods)[number];

/** The daily budget of tokens and how much of it is used. */
export interface BudgetFacts {
  readonly limit: number;
  readonly used: number;
  /** The user is asked before each message of today. */
  readonly isAsking: boolean;
}

/** What the page "Usage" renders from. Days are local dates, such as `2026-11-23`. */
export interface UsageFacts {
  readonly today: string;
  readonly period: UsagePeriod;
  /** First and last day of the period. */
  readonly from: string;
  readonly to: string;
  /** Something was ever counted. */
  readonly hasUsage: boolean;
  readonly todaySum: UsageSum;
  /** The sums of the period, without and of the demo. */
  readonly sum: UsageSum;
  readonly demo: UsageSum;
  /** Calls of all periods since the last reset. */
  readonly allCalls: number;
  readonly days: readonly UsageLine[];
  readonly workflows: readonly UsageLine[];
  readonly profiles: readonly UsageLine[];
  readonly outcomes: readonly UsageLine[];
  /** Absent if no budget is set. */
  readonly budget?: BudgetFacts;
}

/** A local date that a table can hold and a date input accepts. */
export const dayPattern = /^\d{4}-\d\d-\d\d$/;

const day = v.pipe(text, v.regex(dayPattern));
const act = variant({
  showPeriod: fields({ period: v.picklist(usagePeriods.filter((period) => period !== 'custom')) }),
  showDays: fields({ from: day, to: day }),
  exportCsv: fields({}),
  reset: fields({}),
  setBudget: fields({}),
  ask: fields({}),
  stopAsking: fields({}),
});
/** A button or field of the page. */
export type UsageAct = Read<typeof act>;

/** Host to page. */
export type ToUsagePage =
  | { readonly type: 'state'; readonly state: UsageFacts }
  /** The file is written. */
  | { readonly type: 'done'; readonly act: UsageAct };

/** Reads a message of the page. */
export const parseUsageMessage = pageMessageParser(act);
