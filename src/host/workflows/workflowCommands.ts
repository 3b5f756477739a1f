import { l10n, type QuickPickItem } from 'vscode';
import { hostOfWorkflow, isDemo, type Workflow } from '../../shared/workflow';
import type { Chats } from '../chat/chats';
import { prompts } from '../prompts';
import type { Services } from '../services';
import type { TokenCommands } from '../account/tokenCommands';
import type { AddWorkflowDeps } from './addWorkflowDeps';
import { openWeb } from '../actions/openWeb';
import { showStep } from '../stepPrompt';
import { notifyRefusedEntries } from './refusedEntries';
import { watchSettingsFiles } from './settingsFile/watchSettingsFiles';

type WorkflowCommandsDeps = Pick<AddWorkflowDeps, 'api' | 'catalog' | 'settings' | 'tokens' | 'setToken'> & {
  readonly chats: Chats;
};

type Item = QuickPickItem & { readonly workflow?: Workflow };

/**
 * The commands that change the workflow of the next conversation. The active chat starts a new conversation if its
 * workflow differs.
 */
export class WorkflowCommands {
  constructor(private readonly deps: WorkflowCommandsDeps) {}

  async select(): Promise<void> {
    if (await this.pick()) this.useSelected();
  }

  async add(): Promise<void> {
    if (await this.addToSettings()) this.useSelected();
  }

  /** Adds a workflow, then shows the chat with the focus in the composer. */
  async addAndFocus(): Promise<void> {
    if (await this.addToSettings()) await this.useAndFocus();
  }

  async tryDemo(): Promise<void> {
    const { catalog } = this.deps;
    await catalog.select(catalog.demo);
    await this.useAndFocus();
  }

  private async addToSettings(): Promise<boolean> {
    const { addWorkflow } = await import('../../onDemand/addWorkflow');
    return addWorkflow({ ...this.deps, showStep, openWeb });
  }

  private useSelected(): void {
    const { chats } = this.deps;
    if (chats.active) chats.useSelected(chats.active);
  }

  private async useAndFocus(): Promise<void> {
    const { chats } = this.deps;
    const connection = await chats.reveal();
    chats.useSelected(connection);
    connection.navigate('composer');
  }

  private async pick(): Promise<boolean> {
    const { catalog } = this.deps;
    const selectedKey = catalog.selected?.key;
    const items: Item[] = catalog.all.map((workflow) => ({
      label: workflow.name,
      description: [
        isDemo(workflow) ? l10n.t('on this computer') : hostOfWorkflow(workflow),
        ...(workflow.source === 'workspace' ? [l10n.t('from this workspace')] : []),
        ...(workflow.key === selectedKey ? [l10n.t('selected')] : []),
      ].join(' · '),
      ...(!isDemo(workflow) && { detail: workflow.workflowId }),
      workflow,
    }));
    const add: Item = { label: `$(add) ${l10n.t('Add workflow…')}`, alwaysShow: true };
    const picked = await prompts.showQuickPick([...items, add], {
      title: l10n.t('Workflow of the next conversation'),
      placeHolder: l10n.t('A conversation keeps the workflow it started with'),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (!picked) return false;
    if (!picked.workflow) return this.addToSettings();
    await catalog.select(picked.workflow);
    return true;
  }
}

export function registerWorkflows(
  services: Services,
  chats: Chats,
  account: TokenCommands,
): WorkflowCommands {
  services.subscriptions.push(notifyRefusedEntries(services, chats), watchSettingsFiles(services));
  const setToken = (origin: string) => account.setToken(origin);
  return new WorkflowCommands({ ...services, chats, setToken });
}
