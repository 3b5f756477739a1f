import { l10n, window } from 'vscode';
import { isObject } from '../../shared/json';
import { UserError } from '../guard';
import type { Services } from '../services';
import type { RunPage } from './runPage';
import { RunTree } from './runTree';

/** Type of the tab; the manifest has an activation event for it. */
const pageType = 'coze.run';

/** The commands for recorded runs. The page is loaded by the first of them. */
export interface RunCommands {
  /** Shows a run by its ID or by its item of the view "Runs"; the newest recorded run without either. */
  readonly inspect: (run: unknown) => Promise<void>;
  readonly reload: () => void;
}

export function registerRuns(services: Services): RunCommands {
  const { catalog, consents, recordings } = services;
  let loading: Promise<RunPage> | undefined;
  let loaded: RunPage | undefined;
  const load = async (): Promise<RunPage> => {
    const { RawEvents, RunPage: Page } = await import('../../onDemand/runs');
    const raw = new RawEvents();
    loaded = new Page({
      ...services,
      raw,
      viewType: pageType,
      // A base URL of the workspace counts once the user has agreed to that workflow.
      ownBaseUrl: ({ key }) => {
        const workflow = catalog.byKey(key);
        return workflow && consents.has(workflow) ? workflow.baseUrl : '';
      },
    });
    services.subscriptions.push(raw, loaded);
    return loaded;
  };
  const page = (): Promise<RunPage> => (loading ??= load());
  services.subscriptions.push(
    new RunTree(recordings),
    window.registerWebviewPanelSerializer(pageType, {
      deserializeWebviewPanel: async (panel) => (await page()).adopt(panel),
    }),
  );
  return {
    inspect: async (run) => {
      const id = runIdOf(run) ?? (await recordings.summaries())[0]?.runId;
      if (id === undefined) throw new UserError(l10n.t('There are no recorded runs.'));
      await (await page()).show(id);
    },
    reload: () => loaded?.reload(),
  };
}

/** The ID of the run that a command of the view "Runs" receives; that of a link as well. */
export function runIdOf(run: unknown): string | undefined {
  if (typeof run === 'string') return run;
  return isObject(run) && typeof run['runId'] === 'string' ? run['runId'] : undefined;
}
