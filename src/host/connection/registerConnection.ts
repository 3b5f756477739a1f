import { commands, window } from 'vscode';
import { tokenPage } from '../../shared/urls/clouds';
import { originOf, parseUrl } from '../../shared/urls/urls';
import { isDemo } from '../../shared/workflow';
import type { SignInCommands } from '../account/signIn/signInCommands';
import type { TokenCommands } from '../account/tokenCommands';
import { openWeb } from '../prompts/openWeb';
import type { Chats } from '../chat/chats';
import type { Services } from '../services';
import type { WorkflowCommands } from '../workflows/workflowCommands';
import { ensureConsent } from '../consent/workflowConsent';
import { connectionTarget } from './connectionFacts';
import type { ConnectionPage, OtherAct } from './connectionPage';
import { openBaseUrl } from './openBaseUrl';

/** Type of the tab; the manifest has an activation event for it. */
const pageType = 'coze.connection';

/** The commands for the page "Connection". The page is loaded by the first of them. */
export interface ConnectionCommands {
  readonly show: () => Promise<void>;
  /** Shows the page and tests the connection. */
  readonly test: () => Promise<void>;
  readonly copyForSupport: () => Promise<void>;
  readonly reload: () => void;
}

export interface ConnectionFeatures {
  readonly account: TokenCommands;
  readonly chats: Chats;
  readonly signIn: SignInCommands;
  readonly workflows: WorkflowCommands;
}

export function registerConnection(services: Services, features: ConnectionFeatures): ConnectionCommands {
  let loaded: ConnectionPage | undefined;
  const target = () => connectionTarget(features.chats.activeSession, services);
  const page = async (): Promise<ConnectionPage> => {
    if (loaded) return loaded;
    await readSignedIn();
    const { ConnectionPage: Page } = await import('../../onDemand/connection');
    loaded ??= new Page({
      ...services,
      viewType: pageType,
      target,
      onDidChangeChat: features.chats.onDidChange,
      perform: (act) => perform(act),
      consent: (workflow) => ensureConsent(workflow, services.consents),
    });
    services.subscriptions.push(loaded);
    return loaded;
  };
  const perform = async (act: OtherAct): Promise<void> => {
    const { workflow, baseUrl } = target();
    const isOwn = baseUrl !== undefined && !(workflow && isDemo(workflow));
    switch (act) {
      case 'selectWorkflow':
        return features.workflows.select();
      case 'setToken':
        await features.account.setToken(isOwn ? originOf(baseUrl) : undefined);
        return;
      case 'signIn':
        return features.signIn.signIn(workflow);
      case 'setExpiry':
        return isOwn ? features.account.setExpiry(originOf(baseUrl)) : undefined;
      case 'useOtherCloud': {
        const otherHost = isOwn && services.connections.reportOf(originOf(baseUrl))?.otherHost;
        if (!workflow || !otherHost) return;
        const chosen = await features.account.offerOtherCloud(workflow, otherHost);
        return chosen === 'baseUrl' ? openBaseUrl(services.settings, workflow.key) : undefined;
      }
      case 'tryOtherCloud': {
        const otherHost = isOwn && services.connections.reportOf(originOf(baseUrl))?.otherHost;
        if (!workflow || !otherHost) return;
        return features.account.tryOtherCloud(originOf(baseUrl), otherHost, workflow);
      }
      case 'openTokenPage':
        return openWeb(tokenPage(parseUrl(baseUrl)?.hostname ?? ''));
      case 'changeBaseUrl':
        return openBaseUrl(services.settings, workflow?.key);
      case 'openProxySettings':
        await commands.executeCommand('workbench.action.openSettings', 'http.proxy');
        return;
      case 'openCertificateSettings':
        await commands.executeCommand('workbench.action.openSettings', 'http.systemCertificates');
        return;
      case 'showLog':
        services.log.show();
    }
  };
  const { checks, connections, guard, sessions, tokens } = services;
  const readSignedIn = () =>
    guard.run('signedIn', async () => connections.keepSignedIn(await tokens.allSignedIn()));
  services.subscriptions.push(
    tokens.onDidChange(() => {
      connections.tokenChanged();
      void readSignedIn();
    }),
    checks.onDidCheck(connections.keep),
    sessions.onDidFail(({ error }) => connections.failed(error)),
    window.registerWebviewPanelSerializer(pageType, {
      deserializeWebviewPanel: async (panel) => (await page()).adopt(panel),
    }),
  );
  return {
    show: async () => (await page()).show(),
    test: async () => {
      const opened = await page();
      opened.show();
      await opened.check();
    },
    copyForSupport: async () => (await page()).copyForSupport(),
    reload: () => loaded?.reload(),
  };
}
