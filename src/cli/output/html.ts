import type { CaseResult, Totals, TurnResult } from '../../chatflowTests/run/results';
import { locales, type Language } from '../../shared/text/language';
import { counted, say } from '../words/words';
import { escapeXml } from './escape';
import { ownMessage, secondsText, titleOf, totalsText } from './lines';

const style = `
:root { color-scheme: light dark; --line: #8884; --bad: #c4314b; --good: #237b4b; --warn: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --bad: #f1707b; --good: #7bc99a; --warn: #e3b341; } }
body { font: 14px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
details { border-top: 1px solid var(--line); padding: .4rem 0; }
summary { cursor: pointer; }
.passed { color: var(--good); } .failed, .error { color: var(--bad); } .flaky, .skipped { color: var(--warn); }
.turn { margin: .5rem 0 .5rem 1.2rem; padding-left: .8rem; border-left: 3px solid var(--line); }
ul { list-style: none; padding: 0; }
.said { white-space: pre-wrap; overflow-wrap: anywhere; }
.small { font-size: 12px; opacity: .75; overflow-wrap: anywhere; }
`;

/** The results as one page without scripts. Nothing is loaded from elsewhere. */
export function htmlReport(results: readonly CaseResult[], totals: Totals, language: Language): string {
  const title = escapeXml(say(language, 'reportTitle'));
  const csp = "default-src 'none'; style-src 'unsafe-inline'";
  return `<!doctype html>
<html lang="${locales[language]}">
<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head>
<body><h1>${title}</h1>
<p>${escapeXml(totalsText(totals, language))}</p>
<p class="small">${escapeXml(counted(language, 'calls', totals.calls))} · ${escapeXml(say(language, 'tokensUsed', { count: totals.tokens }))}</p>
${results.map((one) => section(one, language)).join('\n')}
</body></html>
`;
}

function section(result: CaseResult, language: Language): string {
  const { verdict } = result;
  const message = ownMessage(result);
  const isOpen = verdict === 'failed' || verdict === 'error';
  return `<details${isOpen ? ' open' : ''}><summary><strong class="${verdict}">${escapeXml(say(language, verdict))}</strong> ${escapeXml(
    titleOf(result, language),
  )} <span class="small">${secondsText(result.durationMs)}</span></summary>
${message === '' ? '' : `<p class="said">${escapeXml(message)}</p>`}
${result.turns.map((turn) => turnHtml(turn, language)).join('\n')}
</details>`;
}

function turnHtml({ input, text, checks, ids, outcome, line }: TurnResult, language: Language): string {
  const rows = checks.map(({ check, passed, message = '', line: at = line }) => {
    const place = say(language, 'line', { line: at });
    return `<li class="${passed ? 'passed' : 'failed'}">${passed ? '✓' : '✗'} ${escapeXml(check)} <span class="small">${escapeXml(
      place,
    )}</span> ${escapeXml(message)}</li>`;
  });
  const shown = [outcome, ...Object.entries(ids).map(([name, id]) => `${name} ${id}`)].join(' · ');
  return `<div class="turn"><div class="said"><strong>${escapeXml(input)}</strong></div>
<div class="said">${escapeXml(text)}</div>
<div class="small">${escapeXml(shown)}</div>
${rows.length === 0 ? '' : `<ul>${rows.join('')}</ul>`}</div>`;
}
