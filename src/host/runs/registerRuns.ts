import { l10n, window } from 'vscode';
import { UserError } from '../guard';
import type { Services } from '../services';
import type { RunPage } from './runPage';
import { RunTree } from './runTree';

/** Type of the tab; the manifest has an activation event for it. */
const pageType = 'coze.run';

/** The commands for recorded runs. The page is loaded by the first of them. */
export interface RunCommands {
  /** Shows a run by its ID; the newest recorded run without one. */
  readonly inspect: (runId: unknown) => Promise<void>;
  readonly reload: () => void;
}

export function registerRuns(services: Services): RunCommands {
  const { catalog, consents, recordings } = services;
  let loaded: RunPage | undefined;
  const page = async (): Promise<RunPage> => {
    const { RunPage: Page } = await import('../../onDemand/runs');
    if (loaded) return loaded;
    loaded = new Page({
      ...services,
      viewType: pageType,
      // A base URL of the workspace counts once the user has agreed to that workflow.
      ownBaseUrl: ({ key }) => {
        const workflow = catalog.byKey(key);
        return workflow && consents.has(workflow) ? workflow.baseUrl : '';
      },
    });
    services.subscriptions.push(loaded);
    return loaded;
  };
  services.subscriptions.push(
    new RunTree(recordings),
    window.registerWebviewPanelSerializer(pageType, {
      deserializeWebviewPanel: async (panel) => (await page()).adopt(panel),
    }),
  );
  return {
    inspect: async (runId) => {
      const id = typeof runId === 'string' ? runId : (await recordings.summaries())[0]?.runId;
      if (id === undefined) throw new UserError(l10n.t('There are no recorded runs.'));
      await (await page()).show(id);
    },
    reload: () => loaded?.reload(),
  };
}
