import type { Memento } from 'vscode';
import { Emitter, type Event } from '../../shared/emitter';
import { DisposableBase } from '../disposable';
import type { Workflow } from '../../shared/workflow';
import type { RefusedEntry, Settings } from '../settings';

const selectedKey = 'coze.selectedWorkflow';

/** The configured workflows and the demo, and which of them the next conversation uses. */
export class WorkflowCatalog extends DisposableBase {
  private configured: readonly Workflow[];
  private refusedEntries: readonly RefusedEntry[];
  private readonly changed = this.register(new Emitter<undefined>());

  /** @param memento stores the selection for this workspace. */
  constructor(
    private readonly settings: Settings,
    readonly demo: Workflow,
    private readonly memento: Memento,
  ) {
    super();
    const { workflows, refused } = settings.readWorkflows();
    this.configured = workflows;
    this.refusedEntries = refused;
    this.register(settings.onDidChange(() => this.reload()));
  }

  /** Fires when the list, the selection or any other setting has changed. */
  readonly onDidChange: Event<undefined> = this.changed.event;

  /** Invalid entries of the settings. */
  get refused(): readonly RefusedEntry[] {
    return this.refusedEntries;
  }

  /** The configured workflows in the order of the settings, then the demo. */
  get all(): readonly Workflow[] {
    return [...this.configured, this.demo];
  }

  get hasOwn(): boolean {
    return this.configured.length > 0;
  }

  readonly byKey = (key: string): Workflow | undefined => this.all.find((workflow) => workflow.key === key);

  /** The selected workflow, or else the first configured one. The demo only if it was selected. */
  get selected(): Workflow | undefined {
    const chosen = this.memento.get<string>(selectedKey);
    return (chosen === undefined ? undefined : this.byKey(chosen)) ?? this.configured[0];
  }

  async select(workflow: Workflow): Promise<void> {
    await this.memento.update(selectedKey, workflow.key);
    this.changed.fire(undefined);
  }

  private reload(): void {
    const { workflows, refused } = this.settings.readWorkflows();
    this.configured = workflows;
    this.refusedEntries = refused;
    this.changed.fire(undefined);
  }
}
