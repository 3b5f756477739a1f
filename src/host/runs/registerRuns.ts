import { l10n, window } from 'vscode';
import type { RecordedRun } from '../../recording/recording';
import type { Chats } from '../chat/chats';
import { UserError } from '../guard';
import type { HistoryCommands } from '../history/historyCommands';
import type { Services } from '../services';
import { registerShare, type LoadedRuns, type ShareCommands } from '../share/registerShare';
import type { RunPage } from './runPage';
import { listedRun } from './tree/listedRun';
import { RunTree } from './tree/runTree';
import type { TreeCommands } from './tree/treeCommands';

/** Types of the tabs; the manifest has an activation event for each. */
const pageType = 'coze.run';
const comparisonType = 'coze.comparison';

/** The commands for recorded runs. The page is loaded by the first of them. */
export interface RunCommands extends ShareCommands {
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

export interface RunsDeps {
  readonly chats: Chats;
  readonly history: HistoryCommands;
}

export function registerRuns(services: Services, { chats, history }: RunsDeps): RunCommands {
  const { catalog, consents, recordings } = services;
  // A base URL of the workspace counts once the user has agreed to that workflow.
  const ownBaseUrl = ({ key }: RecordedRun): string => {
    const workflow = catalog.byKey(key);
    return workflow && consents.has(workflow) ? workflow.baseUrl : '';
  };
  let loading: Promise<LoadedRuns & { readonly page: RunPage }> | undefined;
  let pages: readonly { reload(): void }[] = [];
  const loadOnce = async () => {
    const parts = await import('../../onDemand/runs');
    const raw = new parts.RawEvents();
    const comparisons = new parts.ComparisonPage({ ...services, raw, viewType: comparisonType });
    const deps = { ...services, chats, history, raw, comparisons };
    const page = new parts.RunPage({ ...deps, viewType: pageType, ownBaseUrl });
    pages = [page, comparisons];
    services.subscriptions.push(raw, page, comparisons);
    return { parts, deps, page };
  };
  const load = () => (loading ??= loadOnce());
  const tree = new RunTree(recordings);
  services.subscriptions.push(
    tree,
    window.registerWebviewPanelSerializer(pageType, {
      deserializeWebviewPanel: async (panel) => (await load()).page.adopt(panel),
    }),
    window.registerWebviewPanelSerializer(comparisonType, {
      deserializeWebviewPanel: async (panel) => (await load()).deps.comparisons.adopt(panel),
    }),
  );
  return {
    ...registerShare(services, load),
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
      return new Commands({ tree, recordings, openConversation: (id) => history.open(id), ownBaseUrl });
    },
    clearFilter: () => tree.setFilter({}, ''),
  };
}
