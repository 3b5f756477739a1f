import type { CaseResult, Totals } from '../../chatflowTests/run/results';
import type { Language } from '../../shared/text/language';
import { say } from '../words/words';
import { failedChecks } from './lines';
import { escapeXml } from './escape';

/**
 * The results as JUnit XML, as Jenkins and GitLab read it. A test is one test case however often it was repeated. Flaky
 * tests count as passed.
 */
export function junitReport(results: readonly CaseResult[], totals: Totals, language: Language): string {
  const files = new Map<string, CaseResult[]>();
  for (const one of results) files.set(one.file, [...(files.get(one.file) ?? []), one]);
  const suites = [...files].map(([file, list]) => suite(file, list, language));
  const { failed, errors } = totals;
  const counts = attributes({
    name: 'coze-chatflow-test',
    tests: results.length,
    failures: failed,
    errors,
    time: seconds(results),
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${counts}>\n${suites.join('')}</testsuites>\n`;
}

function suite(file: string, results: readonly CaseResult[], language: Language): string {
  const count = (verdict: CaseResult['verdict']): number =>
    results.filter((one) => one.verdict === verdict).length;
  const head = attributes({
    name: file,
    tests: results.length,
    failures: count('failed'),
    errors: count('error'),
    skipped: count('skipped'),
    time: seconds(results),
  });
  const sum = (read: (one: CaseResult) => number): string =>
    String(results.reduce((total, one) => total + read(one), 0));
  const properties = { calls: sum(({ calls }) => calls), tokens: sum(({ tokens }) => tokens) };
  const written = Object.entries(properties).map(
    ([name, value]) => `      <property${attributes({ name, value })}/>\n`,
  );
  return [
    `  <testsuite${head}>\n    <properties>\n${written.join('')}    </properties>\n`,
    ...results.map((one) => testCase(one, language)),
    '  </testsuite>\n',
  ].join('');
}

function testCase(result: CaseResult, language: Language): string {
  const { file, name, row, target, durationMs } = result;
  const label = [
    name,
    row === undefined ? '' : ` [${say(language, 'row', { number: row })}]`,
    versionOf(target),
  ].join('');
  const classname = file.replace(/\.coze-test\.\w+$/, '');
  const head = attributes({ name: label, classname, time: (durationMs / 1_000).toFixed(3) });
  return `    <testcase${head}>\n${outcome(result)}${output(result)}    </testcase>\n`;
}

function versionOf(target: string): string {
  return target.includes('@') ? ` (${target})` : '';
}

function outcome(result: CaseResult): string {
  const { verdict, message = '' } = result;
  switch (verdict) {
    case 'skipped':
      return `      <skipped${attributes({ message })}/>\n`;
    case 'error':
      return `      <error${attributes({ message, type: 'error' })}/>\n`;
    case 'failed': {
      const failed = failedChecks(result);
      if (failed.length === 0) return `      <failure${attributes({ message, type: 'failed' })}/>\n`;
      return failed
        .map(({ check, message: why = '', line }) => {
          const place = line === undefined ? '' : `${result.file}:${String(line)}`;
          return `      <failure${attributes({ message: why, type: check })}>${escapeXml(place)}</failure>\n`;
        })
        .join('');
    }
    default:
      return '';
  }
}

/** What was said, with the IDs that support asks for, and each repetition of a test. */
function output({ turns, attempts, target }: CaseResult): string {
  const lines = [`target: ${target}`];
  if (attempts.length > 1) {
    for (const [index, { verdict, message = '' }] of attempts.entries()) {
      lines.push(`run ${String(index + 1)}: ${verdict} ${message}`.trimEnd());
    }
  }
  for (const { input, text, outcome: end, ids } of turns) {
    const shown = Object.entries(ids).map(([name, id]) => `${name} ${id}`);
    lines.push(`> ${input}`, text, `[${[end, ...shown].join(' · ')}]`);
  }
  return `      <system-out>${escapeXml(lines.join('\n'))}</system-out>\n`;
}

function seconds(results: readonly CaseResult[]): string {
  return (results.reduce((total, { durationMs }) => total + durationMs, 0) / 1_000).toFixed(3);
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value).replace(/\s+/g, ' '))}"`)
    .join('');
}
