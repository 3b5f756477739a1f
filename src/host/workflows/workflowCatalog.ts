import type { Memento } from 'vscode';
import { Emitter, type Disposable, type Event } from '../../shared/emitter';
import type { Workflow } from '../../shared/workflow';
import type { RefusedEntry, Settings } from '../settings';

const selectedKey = 'coze.selectedWorkflow';

/** The workflows of this window: the configured ones and the demo, and which of them the next conversation uses. */
export class WorkflowCatalog implements Disposable {
  private configured: readonly Workflow[];
  private refusedEntries: readonly RefusedEntry[];
  private readonly changed = new Emitter<undefined>();
  private readonly subscription: Disposable;

  /** @param memento remembers the selection for this workspace. */
  constructor(
    private readonly settings: Settings,
    readonly demo: Workflow,
    private readonly memento: Memento,
  ) {
    const { workflows, refused } = settings.readWorkflows();
    this.configured = workflows;
    this.refusedEntries = refused;
    this.subscription = settings.onDidChange(() => this.reload());
  }

  /** The list, the selection, or any other setting has changed. */
  readonly onDidChange: Event<undefined> = this.changed.event;

  /** Entries of the settings that cannot be used. */
  get refused(): readonly RefusedEntry[] {
    return this.refusedEntries;
  }

  /** The configured workflows in the order of the settings; the demo is last. */
  get all(): readonly Workflow[] {
    return [...this.configured, this.demo];
  }

  get hasOwn(): boolean {
    return this.configured.length > 0;
  }

  readonly byKey = (key: string): Workflow | undefined => this.all.find((workflow) => workflow.key === key);

  /** What the user chose here; else the first that is set up. The demo only where it was chosen. */
  get selected(): Workflow | undefined {
    const chosen = this.memento.get<string>(selectedKey);
    return (chosen === undefined ? undefined : this.byKey(chosen)) ?? this.configured[0];
  }

  async select(workflow: Workflow): Promise<void> {
    await this.memento.update(selectedKey, workflow.key);
    this.changed.fire(undefined);
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  private reload(): void {
    const { workflows, refused } = this.settings.readWorkflows();
    this.configured = workflows;
    this.refusedEntries = refused;
    this.changed.fire(undefined);
  }
}
