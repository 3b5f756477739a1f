/** Writes durations and offsets in milliseconds for a locale: "340 ms", "12.40 s", "3 min 05 s". */
export function durationWriter(locale: string): (ms: number) => string {
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const seconds = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (ms) => {
    if (ms < 1000) return `${numbers.format(ms)} ms`;
    if (ms < 60_000) return `${seconds.format(ms / 1000)} s`;
    const whole = Math.round(ms / 1000);
    return `${numbers.format(Math.floor(whole / 60))} min ${String(whole % 60).padStart(2, '0')} s`;
  };
}
