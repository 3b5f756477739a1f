import { l10n, window } from 'vscode';
import type { Recording } from '../../recording/recording';
import { listedRun, listedRuns } from './tree/listedRun';
import type { AnsweredAct } from './answeredAct';
import type { LoadedRuns } from './loadRuns';
import type { Services } from '../services';
import type { BundleDocument } from './page/bundleEditor';

/** Type of the editor of `*.coze-run.json`, as in the manifest. */
const bundleType = 'coze.runBundle';

/** Commands for one recorded run. They ask for it if they are not passed its ID or its item of the view "Runs". */
export interface ActCommands {
  readonly replay: (run: unknown) => Promise<void>;
  readonly exportRun: (run: unknown) => Promise<void>;
  /** Compares the selected runs, or one with another that the user chooses. */
  readonly compare: (run: unknown, selected: unknown) => Promise<void>;
  readonly runOn: (run: unknown) => Promise<void>;
  readonly runTimes: (run: unknown) => Promise<void>;
}

export function registerActs(
  { guard, recordings, subscriptions }: Pick<Services, 'guard' | 'recordings' | 'subscriptions'>,
  load: () => Promise<LoadedRuns>,
): ActCommands {
  subscriptions.push(
    window.registerCustomEditorProvider(bundleType, {
      openCustomDocument: async (uri) => {
        const document = await guard.run('open bundle', async () => (await load()).parts.openBundle(uri));
        // VS Code shows this text in the editor; the guard has said why.
        if (!document) throw new Error(l10n.t('This file cannot be shown as a run.'));
        return document;
      },
      resolveCustomEditor: async (document: BundleDocument, panel) => {
        const { parts, deps } = await load();
        parts.showBundle(document, panel, deps);
      },
    }),
  );
  const withRun = async (
    run: unknown,
    title: string,
    ask: (recording: Recording, loaded: LoadedRuns) => Promise<AnsweredAct>,
  ): Promise<void> => {
    const loaded = await load();
    const { askAndAct, pickRun, recordingOf } = loaded.parts;
    await askAndAct(async () => {
      const id = listedRun(run)?.runId ?? (await pickRun(title, recordings));
      return id === undefined ? undefined : ask(await recordingOf(id, recordings), loaded);
    });
  };
  return {
    replay: (run) =>
      withRun(run, l10n.t('Replay run'), (recording, { parts, deps }) => parts.replayRun(recording, deps)),
    exportRun: (run) =>
      withRun(run, l10n.t('Export run'), (recording, { parts, deps }) =>
        parts.exportRun(recording, deps.raw),
      ),
    compare: async (run, selected) => {
      const runs = listedRuns(run, selected).map(({ runId }) => runId);
      if (runs.length > 1) {
        const { parts, deps } = await load();
        return parts.compareAll(runs, deps);
      }
      return withRun(run, l10n.t('Compare runs'), (recording, { parts, deps }) =>
        parts.compareRun(recording, deps),
      );
    },
    runOn: (run) =>
      withRun(run, l10n.t('Run again on…'), (recording, { parts, deps }) => parts.runOn(recording, deps)),
    runTimes: (run) =>
      withRun(run, l10n.t('Run several times'), (recording, { parts, deps }) =>
        parts.runTimes(recording, deps),
      ),
  };
}
