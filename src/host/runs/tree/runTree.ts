import { l10n, window, type TreeDataProvider, type TreeItem } from 'vscode';
import { isFiltered, matchesFilter, type RunFilter } from '../../../recording/runList';
import type { RunSummary } from '../../../recording/runSummary';
import { Emitter } from '../../../shared/emitter';
import { setContextKey } from '../../contextKeys';
import { DisposableBase } from '../../disposable';
import type { RecordingFeature } from '../../recording/recordingFeature';

/** The view "Runs": the recorded runs by day. What it shows is loaded when the view is seen. */
export class RunTree extends DisposableBase implements TreeDataProvider<TreeItem> {
  private readonly changed = this.register(new Emitter<undefined>());
  private readonly view;
  private shownFilter: RunFilter = {};

  constructor(private readonly recordings: Pick<RecordingFeature, 'onDidChange' | 'summaries'>) {
    super();
    const options = { treeDataProvider: this, showCollapseAll: true, canSelectMany: true };
    this.view = this.register(window.createTreeView<TreeItem>('coze.runs', options));
    const refresh = () => this.changed.fire(undefined);
    this.register(recordings.onDidChange(refresh));
    // Runs of other windows are seen then.
    this.register(this.view.onDidChangeVisibility(({ visible }) => visible && refresh()));
  }

  readonly onDidChangeTreeData = this.changed.event;

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
    const { DayItem, dayItems, emptyItem } = await import('../../../onDemand/runs');
    if (item !== undefined) return item instanceof DayItem ? [...item.runs] : [];
    const all = await this.recordings.summaries();
    const matching = all.filter((run: RunSummary) => matchesFilter(run, this.filter));
    return all.length > 0 && matching.length === 0
      ? [emptyItem(l10n.t('No run matches the filter.'))]
      : [...dayItems(matching)];
  }
}
