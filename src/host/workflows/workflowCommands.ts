import { openWeb } from '../prompts/openWeb';
import type { Chats } from '../chat/chats';
import { actingFrom, origin } from '../origin';
import { prompts } from '../prompts/prompts';
import type { Services } from '../services';
import type { TokenCommands } from '../account/tokenCommands';
import type { AddWorkflowDeps } from './add/addWorkflowDeps';
import { showStep } from '../prompts/stepPrompt';
import { entryChanges } from './entryChanges';
import { notifyRefusedEntries } from './refusedEntries';
import { watchSettingsFiles } from './settingsFile/watchSettingsFiles';
import { ensureConsent } from '../consent/workflowConsent';

type WorkflowCommandsDeps = Pick<
  AddWorkflowDeps,
  'api' | 'catalog' | 'inputs' | 'settings' | 'tokens' | 'setToken'
> &
  Pick<Services, 'consents' | 'guard'> & { readonly chats: Chats };

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
    return prompts.inSequence(() => addWorkflow({ ...this.deps, showStep, openWeb }));
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
    const { api, catalog, consents, guard, settings } = this.deps;
    const chat = origin();
    const { pickProfile } = await import('../../onDemand/profiles');
    const chosen = await pickProfile({
      ...{ api, catalog, consents, prompts, openWeb, changes: entryChanges(settings) },
      consent: (workflow) => ensureConsent(workflow, consents),
      run: (label, act) => void actingFrom(chat, () => guard.run(label, act)),
    });
    if (chosen === undefined) return false;
    if (chosen === 'add') return this.addToSettings();
    await catalog.select(chosen);
    return true;
  }
}

export function registerWorkflows(
  services: Services,
  chats: Chats,
  account: TokenCommands,
): WorkflowCommands {
  services.subscriptions.push(notifyRefusedEntries(services, chats), watchSettingsFiles(services));
  const setToken = (origin: string) => account.setToken(origin, { showsFailures: false });
  return new WorkflowCommands({ ...services, chats, setToken });
}
