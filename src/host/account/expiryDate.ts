/** A local date as year-month-day. */
export function isoDate(time: number): string {
  const date = new Date(time);
  const twoDigits = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

/**
 * The last second of a date such as 2026-12-31, 2026/12/31 or 2026年12月31日, in local time. `undefined` if the text is not
 * a date, or the date is before `now`.
 */
export function endOfDate(text: string, now: number): number | undefined {
  const [, year, month, day] = /^(\d{4})\D(\d{1,2})\D(\d{1,2})\D?$/.exec(text.trim()) ?? [];
  const end = new Date(Number(year), Number(month) - 1, Number(day), 23, 59, 59);
  return end.getMonth() === Number(month) - 1 && end.getTime() > now ? end.getTime() : undefined;
}
