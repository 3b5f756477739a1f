/** Length of the text on either side of a mark that is read. */
const reach = 100;

/** What a mark of emphasis may not do because it is plain text. */
export type Restriction = 'neither' | 'noOpening' | 'noClosing' | undefined;

/**
 * Whether a run of `*`, `_` or `~` is an operator, a wildcard or a part of a name: `2*3*4`, `src/*.ts`, `__init__.py`. It
 * would vanish as emphasis and change the meaning. With `isOpen`, more text may follow.
 */
export function restrictionOf(text: string, start: number, end: number, isOpen: boolean): Restriction {
  const before = text.slice(Math.max(0, start - reach), start);
  const after = text.slice(end, end + reach);
  switch (text[start]) {
    case '*':
      return end - start === 1
        ? singleStar(before, after, isOpen && end + reach >= text.length)
        : stars(before, after, end - start, isAfterOpening(text, start));
    case '_':
      return underscores(before, after, text.slice(start, end));
    default:
      return /\d$/.test(before) && /^\d/.test(after) ? 'neither' : undefined;
  }
}

function singleStar(before: string, after: string, isOpen: boolean): Restriction {
  const isProduct =
    (/[A-Za-z0-9)\]]$/.test(before) && /^[A-Za-z0-9([]/.test(after)) ||
    (/\d[^\s\d*，。；：、]{0,3}$/.test(before) && /^[^\s\d*，。；：、]{0,3}\d/.test(after));
  const isWildcard =
    /[/\\]$/.test(before) ||
    /^(?:\/|\\[A-Za-z0-9])/.test(after) ||
    (/^\.[A-Za-z]/.test(after) && !/[\p{L}\p{N}]$/u.test(before));
  return isProduct || isWildcard || isChineseProduct(before, after, isOpen) ? 'neither' : undefined;
}

/**
 * Whether the star between two texts multiplies, in a language without spaces: after a Chinese noun or a number, in an equation,
 * beside a sum in brackets, or where no other star closes what it would open: `圆周率*半径*半径`, `金额=单价*数量`. The text before
 * the star decides if it can, so that a text that streams is not read in two ways.
 */
function isChineseProduct(before: string, after: string, isOpen: boolean): boolean {
  const isAfterWord = wordAtEnd.test(before);
  const isBeforeWord = wordAtStart.test(after);
  if ((isBeforeWord && sumAtEnd.test(before)) || (isAfterWord && sumAtStart.test(after))) return true;
  if (!isAfterWord || !(isBeforeWord || /^[（(]/.test(after))) return false;
  const left = /[^\s\p{P}]*(?:\*[^\s\p{P}]+)*$/u.exec(before)?.[0] ?? '';
  if (/^(?:\p{Script=Han}|[（(])/u.test(after) && isFactor(left.split('*')[0] ?? '')) return true;
  if (!isBeforeWord) return false;
  const right = /^(?:[^\s\p{P}]+\*)*[^\s\p{P}]*/u.exec(after)?.[0] ?? '';
  const isEquation =
    /[=＝]/.test(left + right) ||
    /[=＝] *$/.test(before.slice(0, before.length - left.length)) ||
    /^ *[=＝]/.test(after.slice(right.length));
  if (isEquation) return true;
  if (right.length === after.length && isOpen) return false;
  const parts = [...left.split('*'), ...right.split('*')];
  if (parts.includes('')) return false;
  const isNumbered = isNumber(parts.at(-1) ?? '');
  const isUnpaired =
    parts.length % 2 === 0 && /\p{Script=Han}$/u.test(before) && /^\p{Script=Han}/u.test(after);
  return isNumbered || isUnpaired;
}

/** Whether the text before the first star is a number or a Chinese noun, and not the beginning of a sentence. */
function isFactor(text: string): boolean {
  if (isNumber(text)) return true;
  const noun = text.replace(upToCopula, '');
  return /^\p{Script=Han}{1,5}$/u.test(noun) && !inSentence.test(noun) && !beforeEmphasis.test(noun);
}

function isNumber(text: string): boolean {
  return /^\d+(?:\.\d+)?$/.test(text);
}

/** A sentence up to its last “is” or “equals”. */
const upToCopula = /^.*(?:是|为|等于|即)/s;
/** Words of sentences, which are in no name of a quantity. */
const inSentence = /[请我你她它们这那的了很吗呢吧也就]|需要|应该|可以|必须|注意|如果/;
/** Words that often precede an emphasised one, and with which no name of a quantity ends. */
const beforeEmphasis = /[他再把被让给和与或在从向将并但而都共最更不没个于见]$/;

const sum = '[（(][^()*（）]*[\\p{L}\\p{N}] ?[-+/×÷] ?[\\p{L}\\p{N}][^()*（）]*[）)]';
const sumAtEnd = new RegExp(`(?<!\\])${sum}$`, 'u');
const sumAtStart = new RegExp(`^${sum}`, 'u');
const wordAtEnd = /[\p{L}\p{N}]$/u;
const wordAtStart = /^[\p{L}\p{N}]/u;

function stars(before: string, after: string, length: number, isAfterOpening: boolean): Restriction {
  if (length > 2) return undefined;
  const isPower = /\d$/.test(before) && /^\d/.test(after);
  const isWildcard =
    (/[/\\]$/.test(before) && /^[/\\]/.test(after)) ||
    /^[/\\]\*(?!\*)/.test(after) ||
    /(?:^|[\s"'`([{,:，、：])\*\*\/[^*\s]*\/$/.test(before);
  if (isPower || isWildcard) return 'neither';
  const isInWord = /[A-Za-z0-9]$/.test(before) && /^[A-Za-z0-9]/.test(after);
  return !isInWord ? undefined : isAfterOpening ? 'noOpening' : 'neither';
}

/** Whether the last `**` before a position may open bold text: `**S**QL`. */
function isAfterOpening(text: string, position: number): boolean {
  const opening = text.lastIndexOf('**', position - 1);
  return position > 0 && opening >= 0 && !/[A-Za-z0-9]/.test(text[opening - 1] ?? ' ');
}

function underscores(before: string, after: string, run: string): Restriction {
  const name = (/\w*$/.exec(before)?.[0] ?? '') + run + (/^\w*/.exec(after)?.[0] ?? '');
  if (specialName.test(name)) return 'neither';
  if (/[/\\.@#$=&?]$/.test(before)) return 'noOpening';
  return /^(?:[/\\([=]|[.:@-][A-Za-z0-9])/.test(after) ? 'noClosing' : undefined;
}

/** Special names of Python. */
const specialName =
  /^__(?:init|new|del|main|name|file|doc|dict|all|str|repr|len|call|iter|next|enter|exit|class|slots|eq|hash|[a-z]+_[a-z_]+)__$/;

/** Whether the backslash at a position belongs to a path or a regular expression and escapes nothing. */
export function isPlainBackslash(text: string, position: number): boolean {
  let start = position;
  while (start > Math.max(0, position - reach) && !separator.test(text[start - 1] ?? '')) start--;
  let end = position;
  while (end < Math.min(text.length, position + reach) && !separator.test(text[end] ?? '')) end++;
  const word = text.slice(start, end);
  return (
    pathStart.test(text.slice(start, position + 1)) ||
    /^\\\\[A-Za-z0-9][\w.-]*\\/.test(word) ||
    /\\[A-Za-z0-9]/.test(word)
  );
}

const separator = /[\s"'`<>|，。；：、！？（）“”]/;

/** A drive, a folder above or here, the home folder or a variable, and a backslash. */
const pathStart = /(?:^|[^A-Za-z])[A-Za-z]:[\\/]|^(?:\.{1,2}|~|%\w+%)\\/;
