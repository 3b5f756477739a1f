import { window } from 'vscode';
import type { Services } from '../services';
import type { RunCommands } from './registerRuns';

/** Finds recorded runs by an ID or a link. */
export interface FindRunCommands {
  readonly find: () => Promise<void>;
}

export function registerFindRun(
  { guard, recordings, settings, subscriptions }: Services,
  runs: Pick<RunCommands, 'inspect'>,
): FindRunCommands {
  const deps = { recordings, settings, inspect: runs.inspect };
  const load = () => import('../../onDemand/runs');
  subscriptions.push(
    window.registerUriHandler({
      handleUri: (uri) => guard.run('link', async () => (await load()).openRunLink(uri, deps)),
    }),
  );
  return { find: async () => (await load()).findRun(deps) };
}
