import { l10n } from 'vscode';
import type { WorkflowDetails, WorkflowSummary } from '../../../coze/cozeApi';
import { cloudByApiHost, otherApiHost, publishHelpPage, tokenPage } from '../../../shared/urls/clouds';
import { readCozeAddress, type CozeAddress } from '../../../shared/urls/cozeAddress';
import type { ErrorInfo } from '../../../shared/errorInfo';
import { hostOf, originOf } from '../../../shared/urls/urls';
import { displayLanguage } from '../../environment';
import { askForAddress } from './addressBox';
import type { AddWorkflowDeps, Found } from './addWorkflowDeps';
import { agentsStep, chatflowsStep, workspacesStep } from './listSteps';
import { askForId, askService, choiceStep, textRow, type ChoiceRow, type Words } from './choicePrompts';
import { runSteps, unasked, type Next, type Step } from './steps';
import { targetKey } from '../../entries/workflowKey';

/**
 * Adds a workflow to the user's settings and selects it, or selects the demo. Resolves to false if the user cancels.
 *
 * What the address does not say is asked of the service: one call for the metadata, or the lists. The user is asked only
 * where the service does not say it.
 */
export function addWorkflow(deps: AddWorkflowDeps): Promise<boolean> {
  return runSteps(new AddWorkflow(deps).first);
}

/** The steps, and what the user has typed in the first. */
class AddWorkflow {
  private typed = '';
  private notice: Words | undefined;
  /** An app or agent whose chatflow cannot be listed: the ID that is pasted next belongs to it. */
  private pending: Partial<Found> = {};

  constructor(readonly deps: AddWorkflowDeps) {}

  readonly first: Step = async (number) => {
    const { typed, notice } = this;
    const { end, value } = await askForAddress(this.deps.showStep, number, {
      value: typed,
      ...(notice !== undefined && { notice }),
    });
    this.typed = value;
    this.notice = undefined;
    if (typeof end === 'string') return end;
    const choice = end.value;
    if (choice.kind === 'demo') {
      await this.deps.catalog.select(this.deps.catalog.demo);
      return 'done';
    }
    const known = choice.kind === 'address' ? this.withPending(choice.address) : {};
    const baseUrl = known.baseUrl ?? this.deps.settings.baseUrl;
    if (baseUrl === undefined)
      return this.restart({
        message: l10n.t(
          'The setting coze.baseUrl must be https, except for localhost, and must not imitate a host of Coze.',
        ),
      });
    return this.withToken({ ...known, baseUrl }, (found) => this.identify(found, number));
  };

  private withPending(address: CozeAddress): CozeAddress {
    const isSameServer = address.baseUrl === undefined || address.baseUrl === this.pending.baseUrl;
    return isSameServer ? { ...this.pending, ...address } : address;
  }

  /** Shows the first step again, empty, with the reason. */
  restart(notice?: Words, pending: Partial<Found> = {}): Next {
    this.typed = '';
    this.notice = notice;
    this.pending = pending;
    return 'first';
  }

  /** Continues with a token for the origin, which is asked for if there is none. */
  private async withToken(found: Found, next: (found: Found) => Promise<Next>): Promise<Next> {
    const origin = originOf(found.baseUrl);
    const isMissing = (await this.deps.tokens.stateFor(origin)) === 'missing';
    if (isMissing && !(await this.deps.setToken(origin))) return 'again';
    return next(found);
  }

  /** Finds out what is not known yet. */
  private async identify(found: Found, number: number): Promise<Next> {
    const { workflowId, workspaceId, baseUrl } = found;
    if (workflowId === undefined) {
      return workspaceId === undefined
        ? { step: workspacesStep(this, found, (chosen) => chatflowsStep(this, chosen)) }
        : { step: chatflowsStep(this, found) };
    }
    const { api, showStep } = this.deps;
    const end = await askService(showStep, number + 1, baseUrl, (signal) =>
      api.workflow({ baseUrl }, workflowId, signal),
    );
    if (typeof end === 'string') return end === 'back' ? 'again' : end;
    if ('answer' in end.value) return this.described(found, end.value.answer);
    return this.notDescribed(found, this.deps.explain(end.value.error));
  }

  private async described(found: Found, details: WorkflowDetails): Promise<Next> {
    const { appId } = details;
    const isOwned = found.appId !== undefined || found.botId !== undefined;
    const named = {
      ...found,
      ...(details.name !== '' && { name: details.name }),
      inputs: details.inputs ? { parameters: details.inputs } : ({ failure: true } as const),
      ...(!isOwned && appId !== undefined && { appId }),
    };
    const notSaid = l10n.t('{host} does not say where the chatflow belongs.', {
      host: hostOf(found.baseUrl),
    });
    // Only the cloud sends the inputs, and only with them the app.
    const next = () => (details.inputs ? this.findOwner(named) : this.askOwner(named, { message: notSaid }));
    return details.isChatflow === false ? { step: this.notChatflow(details.name, next) } : next();
  }

  /** Without permission, or where the server has no metadata, the user is asked instead. Other failures can be repaired. */
  private async notDescribed(found: Found, info: ErrorInfo): Promise<Next> {
    const words = await this.wordsOf(info);
    if (info.reason === 'endpointMissing' || info.kind === 'permission')
      return this.askOwner({ ...found, inputs: { failure: info } }, words);
    const goOn: ChoiceRow = {
      label: `$(arrow-right) ${l10n.t('Continue without asking {host}', { host: hostOf(found.baseUrl) })}`,
      choose: () => this.askOwner(found, words),
    };
    const title = l10n.t('Add workflow: the service sent no information');
    const retry: Next = { step: unasked((number) => this.identify(found, number)), skips: true };
    const rows = [...(await this.failureRows(found, info, retry)), goOn];
    return { step: choiceStep(this.deps.showStep, { title, placeholder: l10n.t('Choose one') }, rows) };
  }

  /** What follows where the server has no lists: the address box, which keeps an app or agent that was pasted. */
  withoutLists({ baseUrl, appId, botId }: Found, words: Words): Promise<Next> {
    const owner = appId === undefined ? botId !== undefined && { botId } : { appId };
    return Promise.resolve(this.restart(words, { baseUrl, ...owner }));
  }

  private notChatflow(name: string, goOn: () => Promise<Next>): Step {
    const { showStep } = this.deps;
    const title = l10n.t('Add workflow: not a chatflow');
    return choiceStep(showStep, { title, placeholder: l10n.t('Choose one') }, [
      textRow('warning', {
        message: l10n.t('“{name}” is a workflow, not a chatflow', { name }),
        more: l10n.t(
          'It has no input USER_INPUT, so the chat cannot run it. Convert it to a chatflow on Coze and publish it again.',
        ),
      }),
      {
        label: `$(discard) ${l10n.t('Choose another chatflow')}`,
        choose: () => Promise.resolve(this.restart()),
      },
      { label: `$(add) ${l10n.t('Add it anyway')}`, choose: goOn },
    ]);
  }

  /** Adds the chatflow of a list. */
  async addListed(found: Found, workflow: WorkflowSummary, isDraft: boolean): Promise<Next> {
    const { id: workflowId, name, appId } = workflow;
    const isOwned = found.appId !== undefined || found.botId !== undefined;
    const named = { ...found, workflowId, name, ...(!isOwned && appId !== undefined && { appId }) };
    if (!isDraft) return this.findOwner(named);
    const { showStep } = this.deps;
    const title = l10n.t('Add workflow: not published');
    return {
      step: choiceStep(showStep, { title, placeholder: l10n.t('Choose one') }, [
        textRow('warning', {
          message: l10n.t('“{name}” is not published', { name }),
          more: l10n.t(
            'Only published chatflows can be called. Publish it on Coze, in an app or agent to the API channel.',
          ),
        }),
        this.publishHelpRow(found.baseUrl),
        { label: `$(add) ${l10n.t('Add it anyway')}`, choose: () => this.findOwner(named) },
      ]),
    };
  }

  publishHelpRow(baseUrl: string): ChoiceRow {
    return {
      label: `$(link-external) ${l10n.t('How to publish a chatflow')}`,
      alwaysShow: true,
      choose: async () => {
        await this.deps.openWeb(publishHelpPage(hostOf(baseUrl)));
        return 'again';
      },
    };
  }

  /** A chatflow outside of an app runs in an agent: chosen from those published to the API channel. */
  private async findOwner(found: Found): Promise<Next> {
    if (found.appId !== undefined || found.botId !== undefined) return this.save(found);
    return found.workspaceId === undefined
      ? { step: workspacesStep(this, found, (chosen) => agentsStep(this, chosen)) }
      : { step: agentsStep(this, found) };
  }

  /** Asks the user where the chatflow belongs. `why` says why the service was not asked. */
  async askOwner(found: Found, why: Words): Promise<Next> {
    if (found.appId !== undefined || found.botId !== undefined) return this.save(found);
    const { showStep } = this.deps;
    const title = l10n.t('Add workflow: where does the chatflow belong?');
    return {
      step: choiceStep(showStep, { title, placeholder: l10n.t('Choose one') }, [
        textRow('info', why),
        {
          label: l10n.t('In an app'),
          detail: l10n.t('A chatflow in an app needs the app ID (app_id).'),
          choose: () => Promise.resolve({ step: this.idStep(found, 'appId') }),
        },
        {
          label: l10n.t('In an agent'),
          detail: l10n.t('The agent must be published to the API channel (bot_id).'),
          choose: () => Promise.resolve({ step: this.idStep(found, 'botId') }),
        },
        {
          label: l10n.t('Neither: a library chatflow'),
          detail: l10n.t('Most chatflows need an app or an agent'),
          choose: () => this.save(found),
        },
      ]),
    };
  }

  /** Asks for the ID of the app or agent. */
  idStep(found: Found, field: 'appId' | 'botId'): Step {
    const texts =
      field === 'appId'
        ? {
            title: l10n.t('Add workflow: app ID'),
            prompt: l10n.t('The number after project-ide/ in the address of the app.'),
          }
        : {
            title: l10n.t('Add workflow: agent ID'),
            prompt: l10n.t('The number after bot/ in the address of the agent.'),
          };
    return async (number) => {
      const end = await askForId(this.deps.showStep, number, texts, (text) => {
        const read = readCozeAddress(text);
        return 'address' in read ? (read.address[field] ?? bareId(read.address)) : undefined;
      });
      return typeof end === 'string' ? end : this.save({ ...found, [field]: end.value });
    };
  }

  /** The error in words, and what can be done about it. `retry` is what follows when something was repaired. */
  async failureRows(found: Found, info: ErrorInfo, retry: Next): Promise<readonly ChoiceRow[]> {
    const host = hostOf(found.baseUrl);
    const other = cloudByApiHost(host) && otherApiHost(host);
    const isRefused = info.kind === 'auth' || info.kind === 'permission';
    // The row of the other cloud says what the hint of the error says: a row has only one line for it.
    const words = await this.wordsOf({ ...info, params: { ...info.params, otherHost: '' } });
    const rows: ChoiceRow[] = [textRow('error', words)];
    if (other !== undefined && (isRefused || info.kind === 'notFound')) {
      rows.push({
        label: `$(globe) ${l10n.t('Use {host} instead', { host: other })}`,
        ...(info.kind === 'auth' && { description: l10n.t('if the token was created for it') }),
        choose: () => this.restartAt(found, `https://${other}`),
      });
    }
    if (isRefused) {
      rows.push({
        label: `$(key) ${l10n.t('Set another access token…')}`,
        choose: async () => {
          const isStored = await this.deps.setToken(originOf(found.baseUrl));
          return isStored ? retry : 'again';
        },
      });
      if (other !== undefined) {
        rows.push({
          label: `$(link-external) ${l10n.t('Open the page of access tokens')}`,
          choose: async () => {
            await this.deps.openWeb(tokenPage(host));
            return 'again';
          },
        });
      }
    }
    return [...rows, { label: `$(refresh) ${l10n.t('Try again')}`, choose: () => Promise.resolve(retry) }];
  }

  /** Continues at the other cloud, with a token for it. */
  restartAt(found: Found, baseUrl: string): Promise<Next> {
    const { workspaceId: _other, ...rest } = found;
    const step = unasked((number) => this.identify({ ...rest, baseUrl }, number));
    return this.withToken({ ...rest, baseUrl }, () => Promise.resolve({ step, skips: true }));
  }

  async wordsOf(info: ErrorInfo): Promise<Words> {
    const { errorInTwoLines } = await import('../../../onDemand/content');
    return errorInTwoLines(info, displayLanguage());
  }

  async save({ baseUrl, workflowId = '', appId, botId, name, inputs: reply }: Found): Promise<Next> {
    const { catalog, inputs, settings } = this.deps;
    const owner = appId === undefined ? botId !== undefined && { botId } : { appId };
    const key = targetKey({ baseUrl, workflowId, ...owner });
    if (!catalog.byKey(key)) {
      await settings.addWorkflow({
        name: name ?? l10n.t('Workflow {id}', { id: workflowId.slice(-4) }),
        workflowId,
        ...owner,
        ...(baseUrl !== settings.baseUrl && { baseUrl }),
      });
    }
    if (reply) await inputs.remember({ baseUrl, workflowId }, reply);
    const added = catalog.byKey(key);
    if (added) await catalog.select(added);
    return added ? 'done' : 'closed';
  }
}

/** The number alone was typed: the parser takes it for the ID of a workflow. */
function bareId({ workflowId, baseUrl }: Partial<Found>): string | undefined {
  return baseUrl === undefined ? workflowId : undefined;
}
