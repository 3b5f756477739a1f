import { window, type TreeDataProvider, type TreeItem } from 'vscode';
import { Emitter } from '../../shared/emitter';
import { DisposableBase } from '../disposable';
import type { RecordingFeature } from '../recording/recordingFeature';

/** The view "Runs": the recorded runs by day. What it shows is loaded when the view is seen. */
export class RunTree extends DisposableBase implements TreeDataProvider<TreeItem> {
  private readonly changed = this.register(new Emitter<undefined>());

  constructor(private readonly recordings: Pick<RecordingFeature, 'onDidChange' | 'summaries'>) {
    super();
    this.register(window.registerTreeDataProvider('coze.runs', this));
    this.register(recordings.onDidChange(() => this.changed.fire(undefined)));
  }

  readonly onDidChangeTreeData = this.changed.event;

  getTreeItem(item: TreeItem): TreeItem {
    return item;
  }

  async getChildren(item?: TreeItem): Promise<TreeItem[]> {
    const { DayItem, runItems } = await import('../../onDemand/runs');
    if (item === undefined) return [...(await runItems(this.recordings))];
    return item instanceof DayItem ? [...item.runs] : [];
  }
}
