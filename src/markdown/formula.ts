import { cjk } from './emphasis';

/** Longest formula in characters. A longer one is no formula, and finding its end must not cost more. */
export const maxFormulaLength = 4_000;

/**
 * Whether a dollar may begin a formula: not one after an amount or a name (`99$`, `US$100`), before a space, or before
 * what no formula begins with.
 */
export function mayOpenDollar(before: string, after: string): boolean {
  return !/[A-Za-z0-9_$\\]/.test(before) && !/[\s$,;:!?)\]}'"`]/.test(after || ' ');
}

/**
 * Whether a dollar may end a formula that begins with `first`: not one before a name, an amount or a bracket of a
 * template (`$HOME/$USER`, `$5/$10`, `${a}${b}`), and none that itself begins what the first one begins with.
 */
export function mayCloseDollar(before: string, after: string, first: string): boolean {
  if (/[\s\\]/.test(before || ' ') || /[A-Za-z0-9_{$]/.test(after)) return false;
  return !(after === first && /[([.'"]/.test(first));
}

/** Whether the text between two single dollars, or within `\(` and `\)`, reads as mathematics and not as words or paths. */
export function isFormula(content: string): boolean {
  return isFormulaSoFar(content) && !(dangling.test(content) && content.trim().length > 1);
}

/** An operator or bracket at the end that something would have to follow. After `^` or `_` it is a sign: `H^+`. */
const dangling = /(?:[/=:,;&<>([{"]|(?<![\^_{])[-+*])$/;

/** Whether what has come of a formula can still become one. */
export function isFormulaSoFar(content: string): boolean {
  if (/[`"]|(?<!\\)#/.test(content) || content.includes('\n\n')) return false;
  if (/\\[A-Za-z,;!{|]|\\\\/.test(content)) return true;
  return (
    !/[\n，。；：、？！“”]/.test(content) &&
    !words.test(content) &&
    (!cjk.test(content) || /[=^]/.test(content))
  );
}

/** A word beside a space: prose. Single letters with spaces between them are names of quantities. */
const words = /[A-Za-z]{2,} +[A-Za-z]|[A-Za-z] +[A-Za-z]{2,}|(?:^|[0-9]) +[A-Za-z]{2,}/;
