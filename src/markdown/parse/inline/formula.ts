import { cjk } from './emphasis';

/** Longest formula in UTF-16 units. Bounds the search for its end. */
export const maxFormulaLength = 4_000;

/**
 * Whether a dollar may open a formula. It does not after an amount or a name (`99$`, `US$100`), before a space, or before a
 * character with which no formula starts.
 */
function mayOpenDollar(before: string, after: string): boolean {
  return !/[A-Za-z0-9_$\\]/.test(before) && !/[\s$,;:!?)\]}'"`]/.test(after || ' ');
}

/**
 * Whether a dollar may close a formula that starts with `first`. It does not before a name, an amount or a bracket of a
 * template (`$HOME/$USER`, `$5/$10`, `${a}${b}`), nor where it starts the same kind of expression as the first dollar.
 */
function mayCloseDollar(before: string, after: string, first: string): boolean {
  if (/[\s\\]/.test(before || ' ') || /[A-Za-z0-9_{$]/.test(after)) return false;
  return !(after === first && /[([.'"]/.test(first));
}

/** Whether the text between two single dollars, or within `\(` and `\)`, reads as mathematics and not as words or paths. */
function isFormula(content: string): boolean {
  return isFormulaSoFar(content) && !(dangling.test(content) && content.trim().length > 1);
}

/** An operator or open bracket at the end. After `^` or `_` an operator is a sign: `H^+`. */
const dangling = /(?:[/=:,;&<>([{"]|(?<![\^_{])[-+*])$/;

/** Whether the beginning of a formula can still become one. */
function isFormulaSoFar(content: string): boolean {
  if (/[`"]|(?<!\\)#/.test(content) || content.includes('\n\n')) return false;
  if (/\\[A-Za-z,;!{|]|\\\\/.test(content)) return true;
  return (
    !/[\n，。；：、？！“”]/.test(content) &&
    !words.test(content) &&
    (!cjk.test(content) || /[=^]/.test(content))
  );
}

/** A word beside a space, which is prose. Single letters between spaces are variables. */
const words = /[A-Za-z]{2,} +[A-Za-z]|[A-Za-z] +[A-Za-z]{2,}|(?:^|[0-9]) +[A-Za-z]{2,}/;

/** A formula at a position: complete, incomplete, or none. */
export type FormulaEnd =
  | { readonly state: 'closed'; readonly open: string; readonly content: string; readonly end: number }
  | { readonly state: 'open' | 'none' };

const none: FormulaEnd = { state: 'none' };

/** Longest incomplete formula after a single dollar. Most single dollars open nothing. */
const maxWait = 400;

/** Reads `$x$`, `$$x$$`, `\(x\)` or `\[x\]` from a position of a text that ends at `limit`. */
export function formulaAt(text: string, position: number, limit = text.length): FormulaEnd {
  const two = text.slice(position, position + 2);
  if (two === '\\(' || two === '\\[') return bracketsAt(text, position, limit, two);
  if (text[position] !== '$') return none;
  if (two === '$$') return doubleDollarsAt(text, position, limit);
  const first = position + 1 < limit ? (text[position + 1] ?? '') : '';
  const before = text[position - 1] ?? '';
  if (first === '') return { state: mayOpenDollar(before, 'x') ? 'open' : 'none' };
  if (!mayOpenDollar(before, first)) return none;
  let end = indexOf(text, '$', position + 1, limit);
  while (end > 0 && text[end - 1] === '\\') end = indexOf(text, '$', end + 1, limit);
  if (end < 0) return waiting(text.slice(position + 1, limit), maxWait);
  const content = text.slice(position + 1, end);
  const isClosed = mayCloseDollar(text[end - 1] ?? '', text[end + 1] ?? '', first) && isFormula(content);
  return isClosed ? { state: 'closed', open: '$', content, end: end + 1 } : none;
}

function doubleDollarsAt(text: string, position: number, limit: number): FormulaEnd {
  const end = indexOf(text, '$$', position + 2, limit);
  if (end < 0) return waiting(text.slice(position + 2, limit), maxFormulaLength);
  const content = text.slice(position + 2, end);
  // In a shell `$$` is the process id: `echo $$ and $$`.
  const isShell = /^\s+[A-Za-z]{2,}\s+$/.test(content) || content.trim() === '';
  if (isShell || !isFormulaSoFar(content.trim())) return none;
  return { state: 'closed', open: '$$', content, end: end + 2 };
}

function bracketsAt(text: string, position: number, limit: number, open: string): FormulaEnd {
  const end = indexOf(text, open === '\\(' ? '\\)' : '\\]', position + 2, limit);
  if (end < 0) return waiting(text.slice(position + 2, limit), maxWait);
  const content = text.slice(position + 2, end);
  // Escaped brackets are common: `\[1\]` is a note, not a formula.
  const isNote = open === '\\[' && !/\\[A-Za-z]|[=^_]/.test(content);
  if (isNote || content.trim() === '' || !isFormula(content)) return none;
  return { state: 'closed', open, content, end: end + 2 };
}

function waiting(content: string, longest: number): FormulaEnd {
  return { state: content.length <= longest && isFormulaSoFar(content.trim()) ? 'open' : 'none' };
}

function indexOf(text: string, close: string, from: number, limit: number): number {
  const found = text.slice(from, Math.min(limit, from + maxFormulaLength)).indexOf(close);
  return found < 0 ? -1 : from + found;
}
