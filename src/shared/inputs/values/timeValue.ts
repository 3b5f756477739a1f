import { converted, wrong, type Converted } from './converted';

const written = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:T|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;

/**
 * A point in time as Coze expects it: `YYYY-MM-DD HH:mm:ss`, without a time zone (docs/coze-protocol.md, 1.5). Takes a date
 * with or without a time, separated by a space or `T`.
 */
export function timeOf(text: string): Converted {
  const parts = written.exec(text.trim())?.slice(1);
  if (!parts) return wrong('notTime');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(
    (part: string | undefined) => Number(part ?? 0),
  );
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // A date that does not exist, such as 30 February, becomes another one.
  const exists =
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second;
  return exists ? converted(date.toISOString().slice(0, 19).replace('T', ' ')) : wrong('notTime');
}
