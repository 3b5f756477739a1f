import { l10n } from 'vscode';
import type { RecordedRun } from '../../../recording/recording';
import { openWeb } from '../../prompts/openWeb';
import { UserError } from '../../guard';
import { prompts } from '../../prompts/prompts';
import type { RecordingFeature } from '../../recording/recordingFeature';
import { InspectedRun } from '../inspectedRun';
import { filterText, pickFilter } from './filterPick';
import { conversationOf, listedRun, listedRuns, type ListedRun } from './listedRun';
import type { RunTree } from './runTree';

export interface TreeCommandsDeps {
  readonly tree: RunTree;
  readonly recordings: Pick<RecordingFeature, 'follow' | 'pin' | 'remove' | 'summaries'>;
  readonly openConversation: (id: string) => Promise<void>;
  readonly ownBaseUrl: (run: RecordedRun) => string;
}

/** The commands of the view "Runs". They receive its items. */
export class TreeCommands {
  constructor(private readonly deps: TreeCommandsDeps) {}

  async filter(): Promise<void> {
    const { tree, recordings } = this.deps;
    const runs = await recordings.summaries();
    const filter = await prompts.inSequence(() => pickFilter(tree.filter, runs));
    if (filter) tree.setFilter(filter, filterText(filter, runs));
  }

  async openConversation(item: unknown): Promise<void> {
    await this.deps.openConversation(conversationOf(selectedRun(item)));
  }

  async openDebugPage(item: unknown): Promise<void> {
    const { recordings, ownBaseUrl } = this.deps;
    let debugUrl: string | undefined;
    const following = await recordings.follow(selectedRun(item).runId, (followed) => {
      ({ debugUrl } = new InspectedRun(followed, ownBaseUrl(followed.recording.run)));
      return () => undefined;
    });
    following?.dispose();
    if (debugUrl === undefined) throw new UserError(l10n.t('Coze named no debug page for this run.'));
    await openWeb(debugUrl);
  }

  async pin(item: unknown, isPinned: boolean): Promise<void> {
    await this.deps.recordings.pin(selectedRun(item).runId, isPinned);
  }

  /**
   * Deletes the recordings of the selected runs after a confirmation. The Delete key passes the focused row alone, by the
   * arguments of its entry in the manifest: if the row is selected, all selected ones are meant. VS Code does not document
   * these arguments, but nothing else names the focused row: the arrow keys do not change `TreeView.selection`.
   */
  async delete(item: unknown, selected: unknown): Promise<void> {
    const { selection } = this.deps.tree;
    const isSelected = selection.some((other) => listedRun(other)?.runId === listedRun(item)?.runId);
    const runs = listedRuns(item, selected ?? (isSelected ? selection : undefined));
    if (runs.length === 0) throw noneSelected();
    const remove = l10n.t('Delete');
    const question =
      runs.length === 1
        ? l10n.t('Delete the recording of this run?')
        : l10n.t('Delete the recordings of {count} runs?', { count: runs.length });
    const detail = l10n.t("This can't be undone. Conversations are kept.");
    const choice = await prompts.showWarningMessage(question, { modal: true, detail }, remove);
    if (choice === remove) await this.deps.recordings.remove(runs.map(({ runId }) => runId));
  }
}

function selectedRun(item: unknown): ListedRun {
  const run = listedRun(item);
  if (!run) throw noneSelected();
  return run;
}

function noneSelected(): UserError {
  return new UserError(l10n.t('Select a run in the view “Runs” first.'));
}
