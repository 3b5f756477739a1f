/** Writes durations and offsets in milliseconds for a locale: "340 ms", "12.40 s", "3 min 05 s", "14 h 02 min". */
export function durationWriter(locale: string): (ms: number) => string {
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const seconds = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const twoUnits = (small: number, unit: string, smallUnit: string) =>
    `${numbers.format(Math.floor(small / 60))} ${unit} ${String(small % 60).padStart(2, '0')} ${smallUnit}`;
  return (ms) => {
    if (ms < 1000) return `${numbers.format(ms)} ms`;
    // From here on, 59.999 s is a minute and 59 min 59.9 s an hour.
    const whole = Math.round(ms / 1000);
    if (ms < 59_995) return `${seconds.format(ms / 1000)} s`;
    if (whole < 3_600) return twoUnits(whole, 'min', 's');
    return twoUnits(Math.round(ms / 60_000), 'h', 'min');
  };
}
