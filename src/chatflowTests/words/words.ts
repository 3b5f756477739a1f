import { closeUp } from '../../shared/text/closeUp';
import { errorsEn } from '../../shared/text/tables/errors.en';
import { errorsZhCn } from '../../shared/text/tables/errors.zhCn';
import { errorMessage, type ErrorTexts } from '../../shared/text/errorText';
import type { Language } from '../../shared/text/language';
import { checksEn, partsEn, type CheckWords, type PartWords } from './checks.en';
import { checksZhCn, partsZhCn } from './checks.zhCn';
import { problemsEn, typesEn, type ProblemWords, type TypeWords } from './problems.en';
import { problemsZhCn, typesZhCn } from './problems.zhCn';
import { runEn, type RunWords } from './run.en';
import { runZhCn } from './run.zhCn';

interface Words {
  readonly checks: CheckWords;
  readonly parts: PartWords;
  readonly problems: ProblemWords;
  readonly types: TypeWords;
  readonly run: RunWords;
  readonly errors: ErrorTexts;
}

export const words: Readonly<Record<Language, Words>> = {
  en: {
    checks: checksEn,
    parts: partsEn,
    problems: problemsEn,
    types: typesEn,
    run: runEn,
    errors: errorsEn,
  },
  zh: {
    checks: checksZhCn,
    parts: partsZhCn,
    problems: problemsZhCn,
    types: typesZhCn,
    run: runZhCn,
    errors: errorsZhCn,
  },
};

type Params = Readonly<Record<string, string>>;

/** Longest part of a foreign text within a message, in UTF-16 units. */
const excerptLength = 240;

/** The text of a failed check. */
export function checkText(
  { key, params = {} }: { readonly key: keyof CheckWords; readonly params?: Params },
  language: Language,
): string {
  const { checks, parts, errors } = words[language];
  const shown: Record<string, string> = {};
  const given = key === 'textEquals' ? fromDifference(params) : params;
  for (const [name, value] of Object.entries(given)) {
    const word = value.startsWith('$') ? value.slice(1) : '';
    if (word.startsWith('reason.')) shown[name] = reasonText(errors, word.slice('reason.'.length), params);
    else if (Object.hasOwn(parts, word)) shown[name] = filled(parts[word as keyof PartWords], params);
    else shown[name] = valueText(value, language);
  }
  const isHidden = key === 'textEquals' && shown['wanted'] === shown['found'];
  return filled(checks[isHidden ? 'textEqualsHidden' : key], shown);
}

/** Units before the first difference that are shown, and how many equal ones are shown in full. */
const unitsBefore = 60;
const equalUnits = 120;

/** Two long texts from shortly before their first difference: a message shows the beginning of a text. */
function fromDifference(params: Params): Params {
  const [wanted, found] = [oneLine(params['wanted'] ?? ''), oneLine(params['found'] ?? '')];
  let same = 0;
  while (same < wanted.length && wanted[same] === found[same]) same++;
  if (same <= equalUnits || wanted === found) return params;
  const rest = (text: string): string => `…${text.slice(same - unitsBefore).replace(/^[\uDC00-\uDFFF]/, '')}`;
  return { ...params, wanted: rest(wanted), found: rest(found) };
}

/** A value of a message. Lists of names in quotation marks have the comma of the language. */
function valueText(value: string, language: Language): string {
  const text = excerpt(value);
  return language === 'zh' && text.startsWith('“') ? text.replaceAll('”, “', '”、“') : text;
}

/** Problems whose `wanted` and `found` are types. */
const typedKeys: ReadonlySet<string> = new Set(['wrongType', 'needsMembers', 'fileNoObject']);

/** The text of a mistake in a test file. */
export function problemText(
  { key, params }: { readonly key: keyof ProblemWords; readonly params: Params },
  language: Language,
): string {
  const { problems, types } = words[language];
  const named = (list: string): string =>
    list
      .split('|')
      .map((type) => types[type as keyof TypeWords])
      .join(types.or);
  const typed = typedKeys.has(key)
    ? { wanted: named(params['wanted'] ?? ''), found: named(params['found'] ?? '') }
    : {};
  const shown = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, excerpt(value)]));
  return filled(problems[key], { ...shown, ...typed });
}

/** A text about the run of tests. */
export function runText(key: keyof RunWords, params: Params, language: Language): string {
  const { run } = words[language];
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) shown[name] = valueText(value, language);
  // What the turn before left is a sentence of the same table.
  const seen = params['seen']?.slice(1);
  if (seen !== undefined && Object.hasOwn(run, seen))
    shown['seen'] = filled(run[seen as keyof RunWords], shown);
  return filled(run[key], shown);
}

/** A foreign text on one line, without control and direction characters, and not longer than a few lines. */
export function excerpt(text: string): string {
  const line = oneLine(text);
  return line.length <= excerptLength
    ? line
    : `${line.slice(0, excerptLength).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu, '')
    .trim();
}

function filled(template: string, params: Params): string {
  return closeUp(
    template
      .replace(/\{(\w+)\}/g, (_whole, name: string) => params[name] ?? '')
      .replace(/ {2,}/g, ' ')
      .trimEnd(),
  );
}

/** The message of an error, whose values are those of the parameters `reason.NAME`. */
function reasonText(errors: ErrorTexts, reason: string, params: Params): string {
  if (!Object.hasOwn(errors.reasons, reason)) return reason;
  const values = Object.entries(params).flatMap(([name, value]) =>
    name.startsWith('reason.') ? [[name.slice('reason.'.length), excerpt(value)]] : [],
  );
  return errorMessage(reason as keyof ErrorTexts['reasons'], Object.fromEntries(values) as Params, errors);
}
