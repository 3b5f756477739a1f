import * as v from 'valibot';
import { list, read, text, type Schema } from '../../shared/schema';
import { visibleText } from '../errors/serviceError';
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
  v.transform((value) => visibleText(value, maxName).replace(/\s+/g, ' ')),
  v.nonEmpty(),
);

/** Text without control characters and marks of text direction. Not empty. */
export const description: Schema<string> = v.pipe(
  text,
  v.transform((value) => visibleText(value, maxDescription)),
  v.nonEmpty(),
);

/** Seconds since the epoch, sent as a number or a numeric string. */
export const seconds: Schema<number> = v.pipe(
  v.union([v.number(), v.pipe(text, v.regex(/^\d+$/), v.transform(Number))]),
  v.integer(),
  v.minValue(1),
  v.maxValue(maxSeconds),
);

/** The items of a page that match, and how many the page has in all. One bad item does not cost the others. */
export function itemsOf<T>(
  item: Schema<T>,
): Schema<{ readonly readable: readonly T[]; readonly received: number }> {
  return v.pipe(
    list(v.unknown()),
    v.transform((values) => ({
      readable: values.flatMap((value) => read(item, value) ?? []),
      received: values.length,
    })),
  );
}
