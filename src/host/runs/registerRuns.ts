import { l10n, window } from 'vscode';
import type { RecordedRun } from '../../recording/recording';
import { UserError } from '../guard';
import type { Services } from '../services';
import type { RunPage } from './runPage';
import { listedRun } from './tree/listedRun';
import { RunTree } from './tree/runTree';
import type { TreeCommands } from './tree/treeCommands';

/** Type of the tab; the manifest has an activation event for it. */
const pageType = 'coze.run';

/** The commands for recorded runs. The page is loaded by the first of them. */
export interface RunCommands {
  /** Shows a run by its ID or by its item of the view "Runs"; the newest recorded run without either. */
  readonly inspect: (run: unknown) => Promise<void>;
  readonly reload: () => void;
  /** The commands of the view "Runs". */
  readonly list: () => Promise<TreeCommands>;
  readonly clearFilter: () => void;
}

export function registerRuns(
  services: Services,
  openConversation: (id: string) => Promise<void>,
): RunCommands {
  const { catalog, consents, recordings } = services;
  // A base URL of the workspace counts once the user has agreed to that workflow.
  const ownBaseUrl = ({ key }: RecordedRun): string => {
    const workflow = catalog.byKey(key);
    return workflow && consents.has(workflow) ? workflow.baseUrl : '';
  };
  let loading: Promise<RunPage> | undefined;
  let loaded: RunPage | undefined;
  const load = async (): Promise<RunPage> => {
    const { RawEvents, RunPage: Page } = await import('../../onDemand/runs');
    const raw = new RawEvents();
    loaded = new Page({ ...services, raw, viewType: pageType, ownBaseUrl });
    services.subscriptions.push(raw, loaded);
    return loaded;
  };
  const page = (): Promise<RunPage> => (loading ??= load());
  const tree = new RunTree(recordings);
  services.subscriptions.push(
    tree,
    window.registerWebviewPanelSerializer(pageType, {
      deserializeWebviewPanel: async (panel) => (await page()).adopt(panel),
    }),
  );
  return {
    inspect: async (run) => {
      const id = listedRun(run)?.runId ?? (await recordings.summaries())[0]?.runId;
      if (id === undefined) throw new UserError(l10n.t('There are no recorded runs.'));
      await (await page()).show(id);
    },
    reload: () => loaded?.reload(),
    list: async () => {
      const { TreeCommands: Commands } = await import('../../onDemand/runs');
      return new Commands({ tree, recordings, openConversation, ownBaseUrl });
    },
    clearFilter: () => tree.setFilter({}, ''),
  };
}
