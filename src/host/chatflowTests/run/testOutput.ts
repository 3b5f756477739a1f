import { l10n } from 'vscode';
import type { CaseResult, CheckResult, TurnResult, Verdict } from '../../../chatflowTests/run/results';
import { foreignLines, foreignText } from '../../../shared/text/foreignText';

const maxTextLength = 4_000;

const colours = { bold: '1', dim: '2', red: '31', green: '32', yellow: '33', cyan: '36' } as const;

/** The conversation of a test for the terminal of the results: coloured, with `\r\n`, and without control characters of others. */
export function conversationOutput(result: CaseResult): string {
  const row = result.row === undefined ? '' : ` [${String(result.row)}]`;
  const lines = [
    coloured('bold', `${foreignText(result.name)}${row} · ${foreignText(result.target)}`),
    ...result.turns.flatMap(turnLines),
    verdictLine(result),
    '',
  ];
  return `${lines.join('\n').replace(/\n/g, '\r\n')}\r\n`;
}

function turnLines(turn: TurnResult): readonly string[] {
  const { input, text, asks, options, checks, ids } = turn;
  const isQuestion = asks !== undefined && text.trim() === asks.trim();
  return [
    coloured('cyan', indented(foreignLines(input, maxTextLength), '› ')),
    ...(text === '' ? [] : [indented(foreignLines(text, maxTextLength), '  ')]),
    ...(asks === undefined || isQuestion
      ? []
      : [coloured('yellow', indented(foreignLines(asks, maxTextLength), '? '))]),
    ...(options
      ? [coloured('yellow', `? ${options.map((option) => `[${foreignText(option)}]`).join(' ')}`)]
      : []),
    ...checks.map(checkLine),
    coloured(
      'dim',
      `  ${[timeOf(turn), ...Object.entries(ids).map(([name, id]) => `${name} ${foreignText(id)}`)].join(' · ')}`,
    ),
  ];
}

function timeOf({ durationMs, tokens }: TurnResult): string {
  const seconds = `${(durationMs / 1_000).toFixed(1)} s`;
  return tokens > 0 ? `${seconds} · ${l10n.t('{count} tokens', { count: tokens })}` : seconds;
}

function checkLine({ check, passed, message = '', line }: CheckResult): string {
  if (passed) return coloured('green', `  ✓ ${check}`);
  const failed = l10n.t('{name}: {text}', { name: check, text: message });
  const text = line === undefined ? failed : l10n.t('Line {line}: {text}', { line, text: failed });
  return coloured('red', indented(foreignLines(text, maxTextLength), '  ✗ '));
}

const verdictColours: Readonly<Record<Verdict, keyof typeof colours>> = {
  passed: 'green',
  failed: 'red',
  flaky: 'yellow',
  error: 'red',
  skipped: 'dim',
};

function verdictLine({ verdict, message }: CaseResult): string {
  const name = verdictText(verdict);
  const text =
    message === undefined
      ? name
      : l10n.t('{name}: {text}', { name, text: foreignLines(message, maxTextLength) });
  return coloured(verdictColours[verdict], text);
}

function verdictText(verdict: Verdict): string {
  switch (verdict) {
    case 'passed':
      return l10n.t('Passed');
    case 'failed':
      return l10n.t('Failed');
    case 'flaky':
      return l10n.t('Flaky');
    case 'error':
      return l10n.t('Error');
    case 'skipped':
      return l10n.t('Skipped');
  }
}

/** The lines of a text behind a mark. */
function indented(text: string, mark: string): string {
  return mark + text.split('\n').join(`\n${' '.repeat(mark.length)}`);
}

/** The colour is set in each line: a terminal may show only some of them. */
function coloured(colour: keyof typeof colours, text: string): string {
  return text
    .split('\n')
    .map((line) => `\u001B[${colours[colour]}m${line}\u001B[0m`)
    .join('\n');
}
