import {
  CodeAction,
  CodeActionKind,
  Diagnostic,
  DiagnosticSeverity,
  languages,
  workspace,
  WorkspaceEdit,
  type Range,
  type TextDocument,
} from 'vscode';
import { defaultBaseUrl } from '../../../shared/urls/clouds';
import type { Disposable } from '../../../shared/emitter';
import { DisposableBase } from '../../disposable';
import type { Settings } from '../../settings/settings';
import { rangeIn } from '../../textRange';
import { changesOf, type Fix } from './entryFixes';
import { findingsIn, type Finding } from './entryFindings';
import { findingText, fixText } from './findingText';
import { isSettingsFile } from './isSettingsFile';
import { completeVariables } from './variableCompletion';
import { SettingsText } from './settingsText';

/** Delay of the check after the last key, in milliseconds. */
const typingPauseMs = 300;

/** The command behind the fix `moveToken`. Its arguments: URI of the file, position of the entry, path of the value. */
export const moveTokenCommand = 'coze.moveToken';

/** Shows the mistakes of `coze.workflows` in the settings files that are open, with a quick fix for each. */
export class SettingsDiagnostics extends DisposableBase {
  private readonly shown = this.register(languages.createDiagnosticCollection('coze'));
  private readonly timers = new Map<TextDocument, NodeJS.Timeout>();

  constructor(private readonly settings: Pick<Settings, 'baseUrl' | 'onDidChange'>) {
    super();
    const subscriptions: readonly Disposable[] = [
      workspace.onDidOpenTextDocument((document) => this.check(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.checkSoon(document)),
      workspace.onDidCloseTextDocument((document) => this.forget(document)),
      settings.onDidChange(() => this.checkAll()),
      languages.registerCodeActionsProvider(
        [
          { language: 'jsonc', pattern: '**/settings.json' },
          { language: 'jsonc', pattern: '**/*.code-workspace' },
        ],
        { provideCodeActions: (document, range) => this.actions(document, range) },
        { providedCodeActionKinds: [CodeActionKind.QuickFix] },
      ),
    ];
    for (const subscription of subscriptions) this.register(subscription);
    this.register(completeVariables());
    this.register({ dispose: () => this.timers.forEach((timer) => clearTimeout(timer)) });
    this.checkAll();
  }

  private checkAll(): void {
    for (const document of workspace.textDocuments) this.check(document);
  }

  private checkSoon(document: TextDocument): void {
    if (!isSettingsFile(document)) return;
    clearTimeout(this.timers.get(document));
    this.timers.set(
      document,
      setTimeout(() => this.check(document), typingPauseMs),
    );
  }

  private check(document: TextDocument): void {
    if (!isSettingsFile(document) || document.isClosed) return;
    const { findings } = this.read(document);
    this.shown.set(
      document.uri,
      findings.map((finding) => diagnosticOf(finding, document)),
    );
  }

  private forget(document: TextDocument): void {
    clearTimeout(this.timers.get(document));
    this.timers.delete(document);
    this.shown.delete(document.uri);
  }

  private read(document: TextDocument): {
    readonly text: SettingsText | undefined;
    readonly findings: readonly Finding[];
  } {
    const text = SettingsText.read(document.getText());
    return { text, findings: text ? findingsIn(text, this.settings.baseUrl ?? defaultBaseUrl) : [] };
  }

  private actions(document: TextDocument, range: Range): CodeAction[] {
    const { text, findings } = this.read(document);
    if (!text) return [];
    return findings
      .filter(
        ({ index, path }) => range.intersection(rangeIn(document, text.reachOf(index, path))) !== undefined,
      )
      .flatMap((finding) =>
        finding.fixes
          // The author of a file that is not trusted must not choose a token for the user.
          .filter(({ act }) => act !== 'moveToken' || workspace.isTrusted)
          .map((fix, position) => actionOf(fix, finding, text, document, position === 0)),
      );
  }
}

function actionOf(
  fix: Fix,
  finding: Finding,
  text: SettingsText,
  document: TextDocument,
  isPreferred: boolean,
): CodeAction {
  const title = fixText(fix);
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.diagnostics = [diagnosticOf(finding, document)];
  action.isPreferred = isPreferred;
  if (fix.act === 'moveToken') {
    const args = [document.uri.toString(), finding.index, fix.path];
    action.command = { title, command: moveTokenCommand, arguments: args };
  } else {
    action.edit = editOf(fix, finding.index, text, document);
  }
  return action;
}

/** The edit of the document that a fix makes. */
export function editOf(fix: Fix, index: number, text: SettingsText, document: TextDocument): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const { offset, length, content } of changesOf(fix, index, text)) {
    edit.replace(document.uri, rangeIn(document, { start: offset, end: offset + length }), content);
  }
  return edit;
}

function diagnosticOf(finding: Finding, document: TextDocument): Diagnostic {
  const diagnostic = new Diagnostic(
    rangeIn(document, finding.range),
    findingText(finding),
    finding.isError ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
  );
  diagnostic.source = 'Coze';
  diagnostic.code = finding.problem;
  return diagnostic;
}
