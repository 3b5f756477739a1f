import type { Memento } from 'vscode';
import type { Conversation } from '../../shared/conversation/conversation';
import { Emitter, type Event } from '../../shared/emitter';
import { DisposableBase } from '../disposable';
import type { Workflow } from '../../shared/workflow';
import type { Settings } from '../settings/settings';
import type { ConfiguredWorkflow, ConfiguredWorkflows, RefusedEntry } from '../entries/configuredWorkflows';
import { findByKey } from '../entries/workflowKey';

const selectedKey = 'coze.selectedWorkflow';

/** The configured workflows and the demo, and which of them the next conversation uses. */
export class WorkflowCatalog extends DisposableBase {
  private read: ConfiguredWorkflows;
  private readonly changed = this.register(new Emitter<undefined>());

  /** @param memento stores the selection for this workspace. */
  constructor(
    private readonly settings: Settings,
    readonly demo: Workflow,
    private readonly memento: Memento,
  ) {
    super();
    this.read = settings.readWorkflows();
    this.register(settings.onDidChange(() => this.reload()));
  }

  /** Fires when the list, the selection or any other setting has changed. */
  readonly onDidChange: Event<undefined> = this.changed.event;

  /** Invalid entries of the settings. */
  get refused(): readonly RefusedEntry[] {
    return this.read.refused;
  }

  /** The usable entries of the settings. */
  get configured(): readonly ConfiguredWorkflow[] {
    return this.read.configured;
  }

  /** The configured workflows in the order of the settings, then the demo. */
  get all(): readonly Workflow[] {
    return [...this.configured.map(({ workflow }) => workflow), this.demo];
  }

  get hasOwn(): boolean {
    return this.configured.length > 0;
  }

  /** The workflow with this key, which may come from a journal of an earlier version: see {@link findByKey}. */
  readonly byKey = (key: string): Workflow | undefined => findByKey(this.all, key);

  /** The selected workflow, or else the first configured one. The demo only if it was selected. */
  get selected(): Workflow | undefined {
    const chosen = this.memento.get<string>(selectedKey);
    return (chosen === undefined ? undefined : this.byKey(chosen)) ?? this.configured[0]?.workflow;
  }

  /** The workflow of a conversation while it is configured, otherwise the selected one. */
  of(conversation: Conversation | undefined): Workflow | undefined {
    const key = conversation?.workflow?.key;
    return (key === undefined ? undefined : this.byKey(key)) ?? this.selected;
  }

  async select(workflow: Workflow): Promise<void> {
    await this.memento.update(selectedKey, workflow.key);
    this.changed.fire(undefined);
  }

  private reload(): void {
    this.read = this.settings.readWorkflows();
    this.changed.fire(undefined);
  }
}
