import { l10n, Location, Position, TestMessage, type TestItem, type TestRun } from 'vscode';
import type { RecordedTests } from '../../../chatflowTests/replay/recordedTests';
import type { CaseResult } from '../../../chatflowTests/run/results';
import { foreignText } from '../../foreignText';
import type { FailedTests } from './failedTests';
import { failuresOf } from './testMessages';
import { conversationOutput } from './testOutput';
import type { Leaf } from '../testTree';

/** Shows the results of one run in the Test Explorer. */
export class RunReport {
  constructor(
    private readonly run: TestRun,
    private readonly failed: FailedTests,
  ) {}

  result(leaf: Leaf, result: CaseResult): void {
    const { item } = leaf;
    this.run.appendOutput(conversationOutput(result), undefined, item);
    item.description = passRate(result) ?? '';
    const { verdict, durationMs } = result;
    if (verdict === 'passed' || verdict === 'flaky') {
      this.failed.forget(item.id);
      this.run.passed(item, durationMs);
    } else if (verdict === 'skipped') {
      this.failed.forget(item.id);
      this.run.skipped(item);
    } else {
      const failures = failuresOf(result, leaf);
      this.failed.keep(item.id, leaf.file, failures);
      const messages = failures.map(({ message }) => message);
      if (verdict === 'failed') this.run.failed(item, messages, durationMs);
      else this.run.errored(item, messages, durationMs);
    }
  }

  /** A test or a file that was not run. `line` counts from 1. */
  refused(item: TestItem, text: string, line: number): void {
    const message = new TestMessage(foreignText(text, 1_000));
    if (item.uri) message.location = new Location(item.uri, new Position(line - 1, 0));
    this.run.errored(item, message);
  }

  recordings({ stale, unwritten }: RecordedTests): void {
    for (const { path, days, version } of stale) {
      this.line(
        version === undefined
          ? l10n.t('The recording {path} is {days} days old.', { path, days })
          : l10n.t('The recording {path} is of version {version}.', { path, version }),
      );
    }
    for (const path of unwritten) this.line(l10n.t('The recording {path} could not be written.', { path }));
  }

  private line(text: string): void {
    this.run.appendOutput(`${foreignText(text, 500)}\r\n`);
  }
}

/** Such as `4/5`, for tests that run several times. */
function passRate({ attempts }: CaseResult): string | undefined {
  if (attempts.length < 2) return undefined;
  const passed = attempts.filter(({ verdict }) => verdict === 'passed').length;
  return `${String(passed)}/${String(attempts.length)}`;
}
