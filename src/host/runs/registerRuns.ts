import { l10n, window } from 'vscode';
import type { RecordedRun } from '../../recording/recording';
import { UserError } from '../guard';
import type { Services } from '../services';
import { comparisonType, loadRuns, runType, type LoadedRuns, type RunsDeps } from './loadRuns';
import { registerActs, type ActCommands } from './registerActs';
import { listedRun } from './tree/listedRun';
import { RunTree } from './tree/runTree';
import type { TreeCommands } from './tree/treeCommands';

/** The commands for recorded runs. The page is loaded by the first of them. */
export interface RunCommands extends ActCommands {
  /**
   * Shows a run by its ID or by its item of the view "Runs"; the newest recorded run without either. Beside the editor, the
   * focus stays.
   */
  readonly inspect: (run: unknown, isBeside?: boolean) => Promise<void>;
  readonly reload: () => void;
  /** The commands of the view "Runs". */
  readonly list: () => Promise<TreeCommands>;
  readonly clearFilter: () => void;
}

export function registerRuns(services: Services, features: RunsDeps): RunCommands {
  const { catalog, consents, recordings } = services;
  // A base URL of the workspace counts once the user has agreed to that workflow.
  const ownBaseUrl = ({ key }: RecordedRun): string => {
    const workflow = catalog.byKey(key);
    return workflow && consents.has(workflow) ? workflow.baseUrl : '';
  };
  let loading: Promise<LoadedRuns> | undefined;
  let pages: readonly { reload(): void }[] = [];
  const loadOnce = async (): Promise<LoadedRuns> => {
    const loaded = await loadRuns(services, features, ownBaseUrl);
    pages = [loaded.page, loaded.deps.comparisons];
    return loaded;
  };
  const load = () => (loading ??= loadOnce());
  const tree = new RunTree(recordings, () => import('../../onDemand/runs'));
  services.subscriptions.push(
    tree,
    window.registerWebviewPanelSerializer(runType, {
      deserializeWebviewPanel: async (panel) => (await load()).page.adopt(panel),
    }),
    window.registerWebviewPanelSerializer(comparisonType, {
      deserializeWebviewPanel: async (panel) => (await load()).deps.comparisons.adopt(panel),
    }),
  );
  return {
    ...registerActs(services, load),
    inspect: async (run, isBeside = false) => {
      const id = listedRun(run)?.runId ?? (await recordings.summaries())[0]?.runId;
      if (id === undefined) throw new UserError(l10n.t('There are no recorded runs.'));
      await (await load()).page.show(id, isBeside);
    },
    reload: () => {
      for (const page of pages) page.reload();
    },
    list: async () => {
      const { TreeCommands: Commands } = await import('../../onDemand/runs');
      return new Commands({
        tree,
        recordings,
        openConversation: (id) => features.history.open(id),
        ownBaseUrl,
      });
    },
    clearFilter: () => tree.setFilter({}, ''),
  };
}
