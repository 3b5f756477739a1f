import { createContext, Script, type Context } from 'node:vm';

/** Longest time of one check, in milliseconds. */
const limitMs = 1_000;

/** The work did not end within the time limit. */
export class TookTooLong extends Error {}

const script = new Script('work()');
let context: Context | undefined;

/**
 * Runs work whose patterns come from a test file, and throws {@link TookTooLong} after a second: a regular expression can
 * take years. Only this process's own code runs in the context.
 */
export function limited<T>(work: () => T): T {
  context ??= createContext(Object.create(null) as Context);
  let result: { readonly value: T } | undefined;
  context['work'] = () => {
    result = { value: work() };
  };
  try {
    script.runInContext(context, { timeout: limitMs });
  } catch (error) {
    const isTimeout = (error as { readonly code?: unknown } | null)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
    throw isTimeout ? new TookTooLong() : error;
  } finally {
    context['work'] = undefined;
  }
  if (!result) throw new Error('The work did not run');
  return result.value;
}
