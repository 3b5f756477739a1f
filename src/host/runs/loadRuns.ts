import type { RecordedRun } from '../../recording/recording';
import type { Chats } from '../chat/chats';
import type { HistoryCommands } from '../history/historyCommands';
import type { Services } from '../services';

/** Types of the tabs; the manifest has an activation event for each. */
export const runType = 'coze.run';
export const comparisonType = 'coze.comparison';

export interface RunsDeps {
  readonly chats: Chats;
  readonly history: HistoryCommands;
}

/** What is loaded by the first act on a recorded run. */
export type LoadedRuns = Awaited<ReturnType<typeof loadRuns>>;

/** Loads the code for recorded runs, and creates their pages. */
export async function loadRuns(
  services: Services,
  features: RunsDeps,
  ownBaseUrl: (run: RecordedRun) => string,
) {
  const parts = await import('../../onDemand/runs');
  const raw = new parts.RawEvents();
  const comparisons = new parts.ComparisonPage({ ...services, raw, viewType: comparisonType });
  const deps = { ...services, ...features, raw, comparisons };
  const page = new parts.RunPage({ ...deps, viewType: runType, ownBaseUrl });
  services.subscriptions.push(raw, page, comparisons);
  return { parts, deps, page };
}
