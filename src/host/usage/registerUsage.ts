import { window } from 'vscode';
import type { Chats } from '../chat/chats';
import type { Services } from '../services';
import { UsageStatusBar } from './usageStatusBar';
import type { UsagePage } from './usagePage';
import type { UsageCommands } from './usageCommands';

/** Type of the tab; the manifest has an activation event for it. */
const pageType = 'coze.usage';

export function registerUsage(services: Services, chats: Chats): UsageCommands {
  const { budget, guard, ledger, subscriptions } = services;
  let loaded: UsagePage | undefined;
  const page = async (): Promise<UsagePage> => {
    const { UsagePage: Page } = await import('../../onDemand/usage');
    if (!loaded) subscriptions.push((loaded = new Page({ ...services, viewType: pageType })));
    return loaded;
  };
  const show = async () => (await page()).show();
  const warn = async (): Promise<void> => {
    if (budget.limit === 0 || !(await budget.takeWarning())) return;
    const { warnOfBudget } = await import('../../onDemand/usage');
    await warnOfBudget(budget, show);
  };
  subscriptions.push(
    new UsageStatusBar(ledger, chats),
    ledger.onDidAdd(() => void guard.run('budget', warn)),
    window.registerWebviewPanelSerializer(pageType, {
      deserializeWebviewPanel: async (panel) => (await page()).adopt(panel),
    }),
  );
  return { show, reload: () => loaded?.reload() };
}
