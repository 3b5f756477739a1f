import { l10n, TreeItem, window, type TreeDataProvider } from 'vscode';
import { isFiltered, matchesFilter, type RunFilter } from '../../../recording/runList';
import type { RunSummary } from '../../../recording/runSummary';
import { Emitter, type Disposable } from '../../../shared/emitter';
import { setContextKey } from '../../contextKeys';
import { DisposableBase } from '../../disposable';
import type { RecordingFeature } from '../../recording/recordingFeature';
import type * as Items from './runItems';

type TreeItems = Pick<typeof Items, 'DayItem' | 'dayItems'>;

/**
 * The view "Runs": the recorded runs by day. What it shows is loaded when the view is seen; while it is visible, it follows
 * the runs of other windows.
 */
export class RunTree extends DisposableBase implements TreeDataProvider<TreeItem> {
  private readonly changed = this.register(new Emitter<undefined>());
  private readonly view;
  private shownFilter: RunFilter = {};
  /** See {@link factsOf}. */
  private shownFacts = '';

  private watching: Promise<Disposable | undefined> | undefined;

  constructor(
    private readonly recordings: Pick<RecordingFeature, 'onDidChange' | 'summaries' | 'watch'>,
    private readonly loadItems: () => Promise<TreeItems>,
  ) {
    super();
    const options = { treeDataProvider: this, showCollapseAll: true, canSelectMany: true };
    this.view = this.register(window.createTreeView<TreeItem>('coze.runs', options));
    const refresh = () => void this.refreshIfChanged();
    this.register(recordings.onDidChange(refresh));
    this.register(
      this.view.onDidChangeVisibility(({ visible }) => {
        this.stopWatching();
        if (!visible) return;
        // A failure shows in the list itself.
        this.watching = recordings.watch(refresh).catch(() => undefined);
        this.changed.fire(undefined);
      }),
    );
    this.register({ dispose: () => this.stopWatching() });
  }

  readonly onDidChangeTreeData = this.changed.event;

  /** The selected rows. */
  get selection(): readonly TreeItem[] {
    return this.view.selection;
  }

  get filter(): RunFilter {
    return this.shownFilter;
  }

  /** Shows the runs that match, and says so above them. */
  setFilter(filter: RunFilter, words: string): void {
    this.shownFilter = filter;
    this.view.message = isFiltered(filter) ? words : '';
    setContextKey('runsFiltered', isFiltered(filter));
    this.changed.fire(undefined);
  }

  getTreeItem(item: TreeItem): TreeItem {
    return item;
  }

  async getChildren(item?: TreeItem): Promise<TreeItem[]> {
    const { DayItem, dayItems } = await this.loadItems();
    if (item !== undefined) return item instanceof DayItem ? [...item.runs] : [];
    const all = await this.recordings.summaries();
    this.shownFacts = factsOf(all);
    const matching = all.filter((run: RunSummary) => matchesFilter(run, this.filter));
    return all.length > 0 && matching.length === 0
      ? [new TreeItem(l10n.t('No run matches the filter.'))]
      : [...dayItems(matching)];
  }

  /**
   * Most changes of the files show nothing new: a run of another window that goes on, or what this view has just shown. VS Code
   * makes the rows anew at each refresh, and then drops a click that has begun.
   */
  private async refreshIfChanged(): Promise<void> {
    // A failure shows in the list itself.
    const facts = this.view.visible && (await this.recordings.summaries().then(factsOf, () => false));
    if (facts !== this.shownFacts) this.changed.fire(undefined);
  }

  private stopWatching(): void {
    void this.watching?.then((watch) => watch?.dispose());
    this.watching = undefined;
  }
}

/** What the list shows of the runs. */
function factsOf(runs: readonly RunSummary[]): string {
  return JSON.stringify(runs.map(({ bytes, changedAt, ...shown }) => shown));
}
