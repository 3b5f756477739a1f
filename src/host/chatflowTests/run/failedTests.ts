import { l10n, Range, window, workspace, WorkspaceEdit, type Location } from 'vscode';
import { acceptEdit, loosenEdit } from '../../../chatflowTests/edit/checkEdits';
import { checkAt } from '../../../chatflowTests/edit/checkPlace';
import { parseLocated } from '../../../chatflowTests/testFile/readTestFile';
import { isJsonName } from '../../../chatflowTests/testFile/testFileName';
import { isObject } from '../../../shared/json/json';
import { openWeb } from '../../prompts/openWeb';
import { UserError } from '../../guard';
import { rangeIn } from '../../textRange';
import type { FoundFile } from '../testFiles';
import type { Failure, FailureAct } from './testMessages';

interface KeptFailures {
  readonly file: FoundFile;
  readonly failures: readonly Failure[];
}

/** The failed checks of the last results, for the menus of their messages. */
export class FailedTests {
  private readonly kept = new Map<string, KeptFailures>();

  /**
   * @param mayOpen whether a debug page may be opened in the browser.
   * @param inspect shows a recorded run.
   */
  constructor(
    private readonly mayOpen: (url: string) => boolean,
    private readonly inspect: (runId: string) => void,
  ) {}

  keep(id: string, file: FoundFile, failures: readonly Failure[]): void {
    this.kept.set(id, { file, failures });
  }

  forget(id: string): void {
    this.kept.delete(id);
  }

  /** Changes the check so that it expects what was received. The file is not saved. */
  async accept(argument: unknown): Promise<void> {
    await this.change(argument, 'accept', acceptEdit);
  }

  /** Changes the check so that it asks for a part of the text. The file is not saved. */
  async loosen(argument: unknown): Promise<void> {
    await this.change(argument, 'loosen', loosenEdit);
  }

  async openDebugPage(argument: unknown): Promise<void> {
    const { debugUrl } = this.failureOf(argument, 'debugPage').failure;
    if (debugUrl === undefined || !this.mayOpen(debugUrl))
      throw new UserError(l10n.t('This run has no debug page that can be opened.'));
    await openWeb(debugUrl);
  }

  openRun(argument: unknown): void {
    const { runId } = this.failureOf(argument, 'run').failure;
    if (runId === undefined) throw new UserError(l10n.t('This run was not recorded.'));
    this.inspect(runId);
  }

  private async change(argument: unknown, act: FailureAct, edit: typeof acceptEdit): Promise<void> {
    const { file, failure } = this.failureOf(argument, act);
    const { place, result } = failure;
    const { expected, actual } = result;
    const document = await workspace.openTextDocument(file.uri);
    const text = document.getText();
    const parsed = parseLocated(file.path, text);
    const before = parseLocated(file.path, file.text);
    const member = place && 'root' in parsed ? checkAt(parsed.root, place) : undefined;
    const former = place && 'root' in before ? checkAt(before.root, place) : undefined;
    if (!member || JSON.stringify(member.node.value) !== JSON.stringify(former?.node.value))
      throw new UserError(l10n.t('The check has changed since the run. Run the test again.'));
    const made =
      expected === undefined || actual === undefined
        ? undefined
        : edit(text, isJsonName(file.path), { name: result.check, member, expected, actual });
    if (!made) throw new UserError(l10n.t('This check cannot be changed automatically.'));
    const change = new WorkspaceEdit();
    const range = rangeIn(document, made);
    change.replace(file.uri, range, made.text);
    if (!(await workspace.applyEdit(change)))
      throw new UserError(l10n.t('The test file could not be changed.'));
    const editor = await window.showTextDocument(document);
    editor.revealRange(new Range(range.start, range.start));
  }

  /**
   * VS Code passes `{ test, message }`, copies and not the objects of the run. Its list of results shows a test with one message as one row, for which
   * it passes the test alone: then it is the first failure for which the act is possible.
   */
  private failureOf(
    argument: unknown,
    act: FailureAct,
  ): { readonly file: FoundFile; readonly failure: Failure } {
    const message: unknown = isObject(argument) ? argument['message'] : undefined;
    const test: unknown = isObject(argument) && isObject(message) ? argument['test'] : argument;
    const id: unknown = isObject(test) ? test['id'] : undefined;
    const kept = typeof id === 'string' ? this.kept.get(id) : undefined;
    const failure = isObject(message)
      ? kept?.failures.find((one) => isSameMessage(one, message))
      : (kept?.failures.find((one) => allows(one, act)) ?? kept?.failures[0]);
    if (!kept || !failure)
      throw new UserError(l10n.t('The result is of an earlier run. Run the test again.'));
    return { file: kept.file, failure };
  }
}

function allows({ message }: Failure, act: FailureAct): boolean {
  return (message.contextValue ?? '').split(' ').includes(act);
}

function isSameMessage({ message }: Failure, other: Readonly<Record<string, unknown>>): boolean {
  const location = other['location'] as Location | undefined;
  const line = location?.range.start.line;
  return other['message'] === message.message && line === message.location?.range.start.line;
}
