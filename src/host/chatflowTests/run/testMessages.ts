import { Location, Position, TestMessage } from 'vscode';
import { acceptEdit, loosenEdit, type FailedCheck } from '../../../chatflowTests/edit/checkEdits';
import { checkAt, placeOfCheck, type CheckPlace } from '../../../chatflowTests/edit/checkPlace';
import type { CaseResult, CheckResult, TurnResult } from '../../../chatflowTests/run/results';
import { parseLocated } from '../../../chatflowTests/testFile/readTestFile';
import { isJsonName } from '../../../chatflowTests/testFile/testFileName';
import { foreignLines } from '../../../shared/text/foreignText';
import type { Leaf } from '../testTree';
import type { FoundFile } from '../testFiles';

/** A message about a failed check, and what its menu needs. */
export interface Failure {
  readonly message: TestMessage;
  readonly result: CheckResult;
  /** Absent if the check is not in the file, such as `save`. */
  readonly place?: CheckPlace;
  readonly debugUrl?: string;
  /** Names the recording of the run. */
  readonly runId?: string;
}

/** A command of the menu of a failure, by the word that its condition looks for. */
export type FailureAct = 'accept' | 'loosen' | 'run' | 'debugPage';

/** Where the run of a turn can be looked at. */
type Links = Pick<TurnResult, 'debugUrl' | 'runId'>;

const maxLength = 4_000;

/** The messages about a result that is not a success. Each is at the line of its check. */
export function failuresOf(
  result: CaseResult,
  { one, file }: Pick<Leaf, 'one' | 'file'>,
): readonly Failure[] {
  const failures = result.turns.flatMap((turn) =>
    turn.checks.filter(({ passed }) => !passed).map((check) => failureOf(check, one.test.name, file, turn)),
  );
  if (failures.length > 0 && (result.verdict === 'failed' || result.verdict === 'flaky')) return failures;
  const last = result.turns.at(-1);
  const message = new TestMessage(foreignLines(result.message ?? '', maxLength) || '–');
  message.location = new Location(file.uri, new Position((last?.line ?? one.test.line) - 1, 0));
  message.contextValue = contextOf(undefined, last ?? {}, file);
  const check: CheckResult = { check: '', passed: false };
  return [{ message, result: check, ...linksOf(last ?? {}) }, ...failures];
}

function failureOf(check: CheckResult, test: string, file: FoundFile, turn: Links): Failure {
  const { expected, actual, line = 1 } = check;
  const text = foreignLines(check.message ?? check.check, maxLength);
  const message =
    expected === undefined || actual === undefined
      ? new TestMessage(text)
      : TestMessage.diff(text, foreignLines(expected, 100_000), foreignLines(actual, 100_000));
  const parsed = parseLocated(file.path, file.text);
  const place = 'root' in parsed ? placeOfCheck(parsed.root, file.text, test, check) : undefined;
  const member = place && 'root' in parsed ? checkAt(parsed.root, place) : undefined;
  message.location = new Location(file.uri, positionOf(file.text, line, member?.keyStart));
  const failed =
    member && expected !== undefined && actual !== undefined
      ? { name: check.check, member, expected, actual }
      : undefined;
  message.contextValue = contextOf(failed, turn, file);
  return { message, result: check, ...(place && { place }), ...linksOf(turn) };
}

function linksOf({ debugUrl, runId }: Links): Links {
  return { ...(debugUrl !== undefined && { debugUrl }), ...(runId !== undefined && { runId }) };
}

/** The words that the conditions of the menus look for. */
function contextOf(failed: FailedCheck | undefined, { debugUrl, runId }: Links, file: FoundFile): string {
  const isJson = isJsonName(file.path);
  const acts: readonly FailureAct[] = [
    ...(failed && acceptEdit(file.text, isJson, failed) ? (['accept'] as const) : []),
    ...(failed && loosenEdit(file.text, isJson, failed) ? (['loosen'] as const) : []),
    ...(runId !== undefined ? (['run'] as const) : []),
    ...(debugUrl !== undefined ? (['debugPage'] as const) : []),
  ];
  return ['coze', ...acts].join(' ');
}

function positionOf(text: string, line: number, offset: number | undefined): Position {
  if (offset === undefined) return new Position(line - 1, 0);
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(0, start);
  return new Position(before.split('\n').length - 1, offset - start);
}
