import { redact } from '../../coze/text/redact';
import type { Language } from '../../shared/text/language';
import { answerJson, TooDeep } from '../checks/answerJson';
import { compilePath } from '../expressions/jsonPath';
import { limited, TookTooLong } from '../checks/limited';
import { compilePattern } from '../expressions/pattern';
import { withValues, type Values } from '../testFile/variables';
import type { Pick } from '../testFile/testFile';
import { checkText } from '../words/words';
import type { CheckResult } from './results';

/** The variables with the values that a turn saves. A value that the answer does not contain is a failed check. */
export function savedValues(
  save: ReadonlyMap<string, Pick>,
  text: string,
  before: Values,
  language: Language,
  secrets: readonly string[],
): { readonly values: Values; readonly failures: readonly CheckResult[] } {
  if (save.size === 0) return { values: before, failures: [] };
  const values = new Map(before);
  const failures: CheckResult[] = [];
  for (const [name, pick] of save) {
    const value = picked(pick, text);
    if (value !== undefined) values.set(name, value);
    else {
      const message = checkText(
        { key: 'saveMissing', params: { name, found: redact(text, secrets) } },
        language,
      );
      failures.push({ check: 'save', passed: false, message, line: pick.line });
    }
  }
  return { values, failures };
}

/** A path or pattern with the values of its variables. Throws {@link UnknownVariable}. */
export function pickWith(pick: Pick, values: Values): Pick {
  return 'json' in pick
    ? { ...pick, json: withValues(pick.json, values) }
    : { ...pick, regex: withValues(pick.regex, values) };
}

function picked(pick: Pick, text: string): unknown {
  try {
    return limited(() => ('json' in pick ? atPath(pick.json, text) : groupOf(pick, text)));
  } catch (error) {
    if (error instanceof TookTooLong || error instanceof TooDeep) return undefined;
    throw error;
  }
}

function atPath(path: string, text: string): unknown {
  const compiled = compilePath(path);
  return 'find' in compiled ? compiled.find(answerJson(text) ?? null)[0] : undefined;
}

/** The group, or the first group, or the whole match of a pattern without groups. */
function groupOf(
  { regex, group }: { readonly regex: string; readonly group: number | undefined },
  text: string,
): string | undefined {
  const compiled = compilePattern(regex);
  const match = 'pattern' in compiled ? compiled.pattern.exec(text) : null;
  return match?.[group ?? (match.length > 1 ? 1 : 0)];
}
