import * as v from 'valibot';
import { count, list, read, text, type Schema } from '../../shared/schema';
import { foreignLines, foreignText } from '../../shared/text/foreignText';
import { idOf } from '../text/json';

const maxName = 200;
const maxDescription = 2_000;
/** The end of the year 9999, in seconds since the epoch. */
const maxSeconds = 253_402_300_799;

/** A numeric ID, sent as a string or a number. */
export const id: Schema<string> = v.pipe(
  v.unknown(),
  v.transform(idOf),
  v.string(),
  v.regex(/^[1-9]\d{0,19}$/),
);

/** One line without control characters and marks of text direction. Not empty. */
export const name: Schema<string> = v.pipe(
  text,
  v.transform((value) => foreignText(value, maxName)),
  v.nonEmpty(),
);

/** Text without control characters and marks of text direction. Not empty. */
export const description: Schema<string> = v.pipe(
  text,
  v.transform((value) => foreignLines(value, maxDescription)),
  v.nonEmpty(),
);

/** A number, sent as such or as a string of digits. */
export const numeric: Schema<number> = v.union([
  v.number(),
  v.pipe(text, v.regex(/^\d+$/), v.transform(Number)),
]);

/** Seconds since the epoch. */
export const seconds: Schema<number> = v.pipe(numeric, v.integer(), v.minValue(1), v.maxValue(maxSeconds));

/** The number of items in all pages, sent as such or as a string. */
export const total: Schema<number> = v.pipe(numeric, count);

/**
 * The items of a page that match, and how many the page has in all. One bad item does not cost the others. A list that is
 * `null` or left out is empty: servers in Go write an empty list so.
 */
export function itemsOf<T>(
  item: Schema<T>,
): Schema<{ readonly readable: readonly T[]; readonly received: number }> {
  const items = v.pipe(
    list(v.unknown()),
    v.transform((values) => ({
      readable: values.flatMap((value) => read(item, value) ?? []),
      received: values.length,
    })),
  );
  return v.nullish(items, []);
}
