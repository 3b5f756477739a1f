import {
  commands,
  FilePermission,
  l10n,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type Tab,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import { DisposableBase } from '../disposable';
import { UserError } from '../guard';
import { replacements, type Replacement } from './editorInsertion';
import { allTabs, proposalScheme, proposedUri } from './proposalTabs';
import { replaced } from './replacedText';

/** Schemes of documents that can be edited although they are not files. */
const editableSchemes: ReadonlySet<string> = new Set(['untitled', 'vscode-notebook-cell', 'vscode-userdata']);

interface Proposal {
  readonly document: Uri;
  /** The text of the document for which the change was proposed. */
  readonly before: string;
  readonly after: string;
  readonly replacements: readonly Replacement[];
}

/**
 * Changes to the selection in an editor, each shown in VS Code's diff editor until the user applies it or discards it.
 * Closing the diff editor discards the change.
 */
export class ProposedChanges extends DisposableBase {
  private readonly proposals = new Map<string, Proposal>();
  private count = 0;

  constructor() {
    super();
    this.register(
      workspace.registerTextDocumentContentProvider(proposalScheme, {
        provideTextDocumentContent: (uri) => this.proposals.get(uri.toString())?.after,
      }),
    );
    this.register(window.tabGroups.onDidChangeTabs(({ closed }) => this.forget(closed)));
  }

  /** Shows the text in place of the selections. Throws a `UserError` if there is nothing to replace or it is read-only. */
  async show(editor: TextEditor | undefined, text: string): Promise<void> {
    if (!editor) throw new UserError(l10n.t('Open a file and select the text to replace.'));
    const { document } = editor;
    const selections = editor.selections.filter((selection) => !selection.isEmpty);
    if (selections.length === 0) throw new UserError(l10n.t('Select the text to replace in an editor.'));
    await checkWritable(document.uri);
    const changes = replacements(editor, selections, text);
    const before = document.getText();
    const after = replaced(before, offsetsOf(document, changes));
    if (after === before) throw new UserError(l10n.t('The selection already contains this text.'));
    const uri = Uri.from({
      scheme: proposalScheme,
      authority: String(++this.count),
      path: document.uri.path.startsWith('/') ? document.uri.path : `/${document.uri.path}`,
    });
    this.proposals.set(uri.toString(), { document: document.uri, before, after, replacements: changes });
    await commands.executeCommand(
      'vscode.diff',
      document.uri,
      uri,
      l10n.t('{file}: proposed change', { file: document.uri.path.split('/').at(-1) ?? '' }),
      { viewColumn: editor.viewColumn, preview: false },
    );
  }

  /**
   * Applies the change in one undo step, and shows the document. Throws a `UserError` if the document has changed since
   * the change was proposed. `argument` is the document of the diff editor; by default the active one.
   */
  async apply(argument: unknown): Promise<void> {
    const tab = tabOf(argument);
    const proposal = tab && this.proposals.get(proposedUri(tab));
    if (!proposal) {
      await close(tab);
      throw new UserError(l10n.t('There is no proposed change to apply.'));
    }
    const document = await opened(proposal.document);
    if (document.getText() !== proposal.before)
      throw new UserError(
        l10n.t(
          'The file has changed since this change was proposed. Discard it, select the text and choose Apply to selection again.',
        ),
      );
    await checkWritable(document.uri);
    const edit = new WorkspaceEdit();
    for (const { range, text } of proposal.replacements) edit.replace(document.uri, range, text);
    if (!(await workspace.applyEdit(edit))) throw new UserError(l10n.t('The file could not be changed.'));
    const { viewColumn } = tab.group;
    await close(tab);
    if (document.uri.scheme !== 'vscode-notebook-cell')
      await window.showTextDocument(document, { viewColumn, preview: false });
  }

  /** Closes the diff editor. `argument` is its document; by default the active one. */
  async discard(argument: unknown): Promise<void> {
    await close(tabOf(argument));
  }

  /** A tab that is moved to another group is closed and opened. */
  private forget(closed: readonly Tab[]): void {
    const open = new Set(allTabs().map(proposedUri));
    for (const uri of closed.map(proposedUri)) if (!open.has(uri)) this.proposals.delete(uri);
  }
}

/** The diff editor of a document, by default the active one. VS Code passes the document to commands of its title. */
function tabOf(argument: unknown): Tab | undefined {
  const { activeTab } = window.tabGroups.activeTabGroup;
  const active = activeTab && proposedUri(activeTab) !== '' ? activeTab : undefined;
  const uri = argument instanceof Uri ? argument.toString() : '';
  const named = uri === '' ? undefined : allTabs().find((tab) => proposedUri(tab) === uri);
  return named ?? active;
}

async function close(tab: Tab | undefined): Promise<void> {
  if (tab) await window.tabGroups.close(tab);
}

async function opened(uri: Uri): Promise<TextDocument> {
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    throw new UserError(l10n.t('The file no longer exists.'));
  }
}

async function checkWritable(uri: Uri): Promise<void> {
  const isFile = workspace.fs.isWritableFileSystem(uri.scheme) === true;
  const isReadOnly = isFile ? await isMarkedReadOnly(uri) : !editableSchemes.has(uri.scheme);
  if (isReadOnly) throw new UserError(l10n.t('The file is read-only.'));
}

/** False for a file that does not exist: its document can still be edited and saved. */
async function isMarkedReadOnly(uri: Uri): Promise<boolean> {
  try {
    return (await workspace.fs.stat(uri)).permissions === FilePermission.Readonly;
  } catch {
    return false;
  }
}

function offsetsOf(document: TextDocument, changes: readonly Replacement[]) {
  return changes.map(({ range, text }) => ({
    start: document.offsetAt(range.start),
    end: document.offsetAt(range.end),
    text,
  }));
}
