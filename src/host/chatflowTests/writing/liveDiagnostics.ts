import { DiagnosticSeverity, languages, workspace, type TextDocument, type Uri } from 'vscode';
import { liveMistakes } from '../../../chatflowTests/editor/liveMistakes';
import { Lines, type Mistake } from '../../../chatflowTests/testFile/problem';
import { parseLocated } from '../../../chatflowTests/testFile/readTestFile';
import { DisposableBase } from '../../disposable';
import { knownWorkflows, type LiveServices } from './knownWorkflows';
import { diagnosticOf } from './testDiagnostics';
import { isTestFile } from '../isTestFile';
import { shownPath } from '../testFiles';

/** Pause after the last key before an open file is checked, in milliseconds. */
const pauseMs = 300;

/** Unknown profiles and parameters in the test files that are open, as warnings: the window may know less than the user. */
export class LiveDiagnostics extends DisposableBase {
  private readonly collection = this.register(languages.createDiagnosticCollection('coze.tests.live'));
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(private readonly services: LiveServices) {
    super();
    this.register(workspace.onDidOpenTextDocument((document) => this.checkSoon(document, 0)));
    this.register(workspace.onDidChangeTextDocument(({ document }) => this.checkSoon(document, pauseMs)));
    this.register(workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri)));
    this.register(services.catalog.onDidChange(() => this.checkAll()));
    this.register(services.inputs.onDidChange(() => this.checkAll()));
    this.checkAll();
  }

  override dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    super.dispose();
  }

  private checkAll(): void {
    for (const document of workspace.textDocuments) this.checkSoon(document, 0);
  }

  private checkSoon(document: TextDocument, waitMs: number): void {
    if (!isTestFile(document.uri)) return;
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => void this.check(document), waitMs),
    );
  }

  private async check(document: TextDocument): Promise<void> {
    const { version } = document;
    const text = document.getText();
    const mistakes = await liveMistakesIn(document, this.services);
    if (document.isClosed || document.version !== version) return;
    const lines = new Lines(text);
    this.collection.set(
      document.uri,
      mistakes.map((mistake) => diagnosticOf(lines.problem(mistake), lines, DiagnosticSeverity.Warning)),
    );
  }

  private forget(uri: Uri): void {
    clearTimeout(this.timers.get(uri.toString()));
    this.timers.delete(uri.toString());
    this.collection.delete(uri);
  }
}

/** The mistakes that only this window can know. Nothing is requested. */
export async function liveMistakesIn(
  document: TextDocument,
  services: LiveServices,
): Promise<readonly Mistake[]> {
  const parsed = parseLocated(shownPath(document.uri), document.getText());
  return 'root' in parsed ? liveMistakes(parsed.root, await knownWorkflows(parsed.root, services)) : [];
}
