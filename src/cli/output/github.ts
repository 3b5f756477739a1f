import type { CaseResult, Totals } from '../../chatflowTests/run/results';
import { excerpt } from '../../chatflowTests/words/words';
import type { Language } from '../../shared/text/language';
import { say } from '../words/words';
import { escapeMarkdown } from './escape';
import { failedChecks, titleOf, totalsText } from './lines';

/** GitHub shows this many annotations of a kind for each step. */
const maxAnnotations = 10;
/** GitHub refuses larger summaries than 1 MB; a table of this many rows stays below. */
const maxRows = 500;

/**
 * Workflow commands for failed checks and errors, at most ten: the last one counts the others. `pathOf` makes the path of a
 * test file relative to the repository.
 */
export function githubAnnotations(
  results: readonly CaseResult[],
  language: Language,
  pathOf: (file: string) => string,
): readonly string[] {
  const all = results.flatMap((one) => annotationsOf(one, language, pathOf(one.file)));
  if (all.length <= maxAnnotations) return all;
  const shown = all.slice(0, maxAnnotations - 1);
  const message = say(language, 'more', { count: all.length - shown.length });
  return [...shown, `::error title=${property(say(language, 'reportTitle'))}::${data(message)}`];
}

function annotationsOf(result: CaseResult, language: Language, file: string): readonly string[] {
  if (result.verdict !== 'failed' && result.verdict !== 'error') return [];
  const title = titleOf(result, language);
  const failed = result.verdict === 'failed' ? failedChecks(result) : [];
  const messages =
    failed.length > 0
      ? failed.map(({ check, message = '', line = result.line }) => ({ line, text: `${check}: ${message}` }))
      : [{ line: result.line, text: result.message ?? '' }];
  return messages.map(
    ({ line, text }) =>
      `::error file=${property(file)},line=${String(line)},title=${property(title)}::${data(excerpt(text))}`,
  );
}

/** The summary of a step as Markdown: the totals, and a table of the tests that did not pass. */
export function githubSummary(results: readonly CaseResult[], totals: Totals, language: Language): string {
  const cell = (key: Parameters<typeof say>[1]): string => escapeMarkdown(say(language, key));
  const rows = results
    .filter(({ verdict }) => verdict !== 'passed')
    .slice(0, maxRows)
    .map((one) => {
      const { verdict, message = '' } = one;
      const cells = [say(language, verdict), titleOf(one, language), excerpt(message)];
      return `| ${cells.map(escapeMarkdown).join(' | ')} |`;
    });
  const table =
    rows.length === 0
      ? []
      : ['', `| ${cell('verdict')} | ${cell('test')} | |`, '| --- | --- | --- |', ...rows];
  const spent = `${cell('callsTitle')}: ${String(totals.calls)} · ${cell('tokens')}: ${String(totals.tokens)}`;
  return [
    `### ${cell('reportTitle')}`,
    '',
    escapeMarkdown(totalsText(totals, language)),
    '',
    spent,
    ...table,
    '',
  ].join('\n');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
