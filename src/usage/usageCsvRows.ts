import { foreignText } from '../shared/text/foreignText';
import type { UsageText } from '../shared/text/tables/usage.en';
import { totalTokens } from '../shared/usage';
import { demoKey } from '../shared/workflow';
import type { UsageDetail } from './usageBook';

/** The table of the CSV file: a head, then a row for each day, profile and outcome. */
export function csvRows(
  details: readonly UsageDetail[],
  text: UsageText,
): readonly (readonly (string | number)[])[] {
  const head = [
    ...[text.day, text.profile, text.key, text.outcome, text.isDemo, text.runs, text.calls],
    ...[text.input, text.output, text.unsplit, text.tokens],
  ];
  const rows = details.map(({ day, name, profile, outcome, runs, calls, usage }) => [
    ...[day, foreignText(name), foreignText(profile), text.outcomes[outcome]],
    ...[profile === demoKey ? text.yes : text.no, runs, calls],
    ...[usage.input, usage.output, usage.unsplit, totalTokens(usage)],
  ]);
  return [head, ...rows];
}
