import {
  CodeAction,
  CodeActionKind,
  l10n,
  WorkspaceEdit,
  type CodeActionContext,
  type CodeActionProvider,
  type Range,
  type TextDocument,
} from 'vscode';
import { fixesOf, type Fix } from '../../../chatflowTests/editor/fixes';
import type { Mistake } from '../../../chatflowTests/testFile/problem';
import { parseLocated, readTestFile } from '../../../chatflowTests/testFile/readTestFile';
import { isJsonName } from '../../../chatflowTests/testFile/testFileName';
import { foreignText } from '../../foreignText';
import { rangeIn } from '../../textRange';
import type { LiveServices } from './knownWorkflows';
import { liveMistakesIn } from './liveDiagnostics';
import { namedFile, shownPath } from '../testFiles';

/** Corrections of the mistakes in test files, whichever extension reports them. */
export class TestFixes implements CodeActionProvider {
  private last:
    | {
        readonly document: TextDocument;
        readonly version: number;
        readonly mistakes: Promise<readonly Mistake[]>;
      }
    | undefined;

  constructor(private readonly services: LiveServices) {}

  async provideCodeActions(
    document: TextDocument,
    range: Range,
    { diagnostics }: CodeActionContext,
  ): Promise<CodeAction[]> {
    const path = shownPath(document.uri);
    const text = document.getText();
    const parsed = parseLocated(path, text);
    if (!('root' in parsed)) return [];
    const actions: CodeAction[] = [];
    for (const mistake of await this.mistakesIn(document)) {
      const place = rangeIn(document, mistake);
      if (!place.intersection(range)) continue;
      const reported = diagnostics.filter((one) => one.range.intersection(place));
      for (const [index, fix] of fixesOf(mistake, text, parsed.root, isJsonName(path)).entries()) {
        const action = new CodeAction(titleOf(fix), CodeActionKind.QuickFix);
        action.edit = new WorkspaceEdit();
        for (const edit of fix.edits) action.edit.replace(document.uri, rangeIn(document, edit), edit.text);
        action.diagnostics = reported;
        action.isPreferred = index === 0 && mistake.key !== 'notOneOf';
        actions.push(action);
      }
    }
    return actions;
  }

  /** VS Code asks at each movement of the cursor: the mistakes of one version are found once. */
  private mistakesIn(document: TextDocument): Promise<readonly Mistake[]> {
    const { version } = document;
    if (this.last?.document !== document || this.last.version !== version)
      this.last = { document, version, mistakes: this.find(document) };
    return this.last.mistakes;
  }

  private async find(document: TextDocument): Promise<readonly Mistake[]> {
    const bytes = new TextEncoder().encode(document.getText());
    const read = await readTestFile(shownPath(document.uri), bytes, (name) => namedFile(document.uri, name));
    const own = 'problems' in read ? read.problems : [];
    return [...own, ...(await liveMistakesIn(document, this.services))];
  }
}

function titleOf({ kind, name }: Fix): string {
  const shown = foreignText(name, 60);
  switch (kind) {
    case 'replace':
      return l10n.t('Change to “{name}”', { name: shown });
    case 'quote':
      return l10n.t('Put {name} in quotation marks', { name: shown });
    case 'moveToken':
      return l10n.t('Move the token to the environment variable {name}', { name: shown });
  }
}
