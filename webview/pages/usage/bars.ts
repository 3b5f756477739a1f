import type { UsageLine } from '../../../src/shared/pages/usagePage';

/** The bar of a day or a month. `name` is its date: `2026-11-23` or `2026-11`. */
export interface Bar {
  readonly name: string;
  readonly input: number;
  readonly output: number;
  readonly unsplit: number;
  readonly calls: number;
}

export interface Bars {
  readonly unit: 'day' | 'month';
  readonly bars: readonly Bar[];
}

/** A longer period has a bar for each month. */
const mostDays = 92;
/** A damaged record can be thousands of years away. */
const mostMonths = 120;

/** The bars of a period, days without usage included. */
export function barsOf(days: readonly UsageLine[], from: string, to: string): Bars {
  const names = datesBetween(from, to, mostDays);
  if (names) return { unit: 'day', bars: barsFor(names, days, (day) => day) };
  const monthOf = (day: string) => day.slice(0, 7);
  const months = [...new Set(days.map(({ key }) => monthOf(key)))].slice(-mostMonths);
  return { unit: 'month', bars: barsFor(months, days, monthOf) };
}

function barsFor(
  names: readonly string[],
  days: readonly UsageLine[],
  nameOf: (day: string) => string,
): readonly Bar[] {
  const bars = new Map<string, Bar>(
    names.map((name) => [name, { name, input: 0, output: 0, unsplit: 0, calls: 0 }]),
  );
  for (const { key, input, output, unsplit, calls } of days) {
    const name = nameOf(key);
    const bar = bars.get(name);
    if (!bar) continue;
    bars.set(name, {
      name,
      input: bar.input + input,
      output: bar.output + output,
      unsplit: bar.unsplit + unsplit,
      calls: bar.calls + calls,
    });
  }
  return [...bars.values()];
}

/** All days of a period; `undefined` if there are more than `most`, or the dates are none. */
function datesBetween(from: string, to: string, most: number): readonly string[] | undefined {
  const last = Date.parse(to);
  const names: string[] = [];
  for (let at = Date.parse(from); at <= last; at += 24 * 60 * 60 * 1_000) {
    if (names.length === most) return undefined;
    names.push(new Date(at).toISOString().slice(0, 10));
  }
  return names.length > 0 ? names : undefined;
}
