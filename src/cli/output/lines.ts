import type { CaseResult, Totals, Verdict } from '../../chatflowTests/run/results';
import { excerpt } from '../../chatflowTests/words/words';
import type { Language } from '../../shared/text/language';
import { counted, say } from '../words/words';

const marks: Readonly<Record<Verdict, string>> = {
  passed: '✓',
  failed: '✗',
  flaky: '~',
  error: '!',
  skipped: '-',
};

/** The name of a file at the beginning of a line. GitHub takes lines that begin with `::` or `##[` as commands. */
export function shownFile(file: string): string {
  const name = excerpt(file);
  return /^[:#]/.test(name) ? `./${name}` : name;
}

/** A test with its row and target: `folder/file › name [row 2] (profile@v0.0.5)`. */
export function titleOf(
  result: Pick<CaseResult, 'file' | 'name' | 'row' | 'target'>,
  language: Language,
): string {
  const row = result.row === undefined ? '' : ` [${say(language, 'row', { number: result.row })}]`;
  const version = result.target.includes('@') ? ` (${excerpt(result.target)})` : '';
  return `${shownFile(result.file)} › ${excerpt(result.name)}${row}${version}`;
}

/** The lines about a test that has ended. No line begins with foreign text. */
export function resultLines(result: CaseResult, language: Language): readonly string[] {
  const { verdict, message, calls, durationMs } = result;
  const spent = [
    ...(result.turns.length > 0 ? [secondsText(durationMs)] : []),
    ...(calls > 0 ? [counted(language, 'calls', calls)] : []),
  ].join(', ');
  const head = `${marks[verdict]} ${titleOf(result, language)}${spent === '' ? '' : ` (${spent})`}`;
  if (verdict === 'passed') return [head];
  if (verdict === 'skipped') return [`${head}: ${excerpt(message ?? '')}`];
  const failed = failedChecks(result).map(
    ({ check, line, message: why = '' }) =>
      `    ${say(language, 'line', { line: line ?? 0 })} ${check}: ${excerpt(why)}`,
  );
  const own = ownMessage(result);
  const ids = result.turns.at(-1)?.ids ?? {};
  const shownIds = Object.entries(ids).map(([name, id]) => `${name} ${excerpt(id)}`);
  return [
    head,
    ...(own === '' ? [] : [`    ${excerpt(own)}`]),
    ...failed,
    ...(shownIds.length > 0 ? [`    ${shownIds.join(' · ')}`] : []),
  ];
}

/** The message without that of the first failed check, which has a separate line. */
export function ownMessage(result: CaseResult): string {
  const { verdict, message = '' } = result;
  const first = verdict === 'error' ? undefined : failedChecks(result)[0]?.message;
  return first !== undefined && message.endsWith(first) ? message.slice(0, -first.length).trim() : message;
}

/** The failed checks of the turns that a result shows. */
export function failedChecks({ turns }: CaseResult) {
  return turns.flatMap(({ checks }) => checks.filter(({ passed }) => !passed));
}

/** The totals for people, without zeros. */
export function totalsText({ passed, failed, flaky, errors, skipped }: Totals, language: Language): string {
  return Object.entries({ passed, failed, flaky, error: errors, skipped })
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => say(language, 'total', { verdict: say(language, verdict as Verdict), count }))
    .join(' · ');
}

/** The last line of the output, in English in every language: other programs read it. */
export function lastLine({ passed, failed, flaky, errors, skipped }: Totals): string {
  const others = Object.entries({ flaky, errors, skipped }).filter(([, count]) => count > 0);
  return [
    `${String(passed)} passed, ${String(failed)} failed`,
    ...others.map(([name, count]) => `${String(count)} ${name}`),
  ].join(', ');
}

/** A duration such as `1.2s`, the same in all languages. */
export function secondsText(durationMs: number): string {
  return `${(durationMs / 1_000).toFixed(1)}s`;
}
