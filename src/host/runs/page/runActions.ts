import { l10n } from 'vscode';
import type { Recording } from '../../../recording/recording';
import type { RunAction } from '../../../shared/pages/runPage';
import { openWeb } from '../../prompts/openWeb';
import { compareRun } from '../acts/compareRuns';
import { exportRun } from '../acts/exportRun';
import { replayRun } from '../acts/replayRun';
import { runOn, runTimes } from '../acts/runAgain';
import { copySnippet } from '../acts/runCopy';
import { hasSnippet, type SnippetLanguage } from '../../../recording/snippets/snippets';
import { askAndAct, type AnsweredAct } from '../answeredAct';
import type { InspectedRun } from '../inspectedRun';
import { streamText } from '../rawEvents';
import type { RunActionDeps } from '../runActionDeps';

interface ActionOfRun {
  /** Whether the page has its button for this run. */
  readonly isOffered: (run: InspectedRun) => boolean;
  /** Resolves to `copied` if a text was put on the clipboard: the page reports it. */
  readonly run: (run: InspectedRun, deps: RunActionDeps) => Promise<'copied' | undefined>;
}

/**
 * The buttons in the header of the page "Run", in the order of `runActions` (`shared/pages/runPage.ts`). Another one needs its name
 * there, its words in `actions` of `shared/text/tables/run.*.ts`, and an entry here.
 */
const actions: Readonly<Record<RunAction, ActionOfRun>> = {
  openDebugPage: {
    isOffered: (run) => run.debugUrl !== undefined,
    run: async ({ debugUrl }) => {
      if (debugUrl !== undefined) await openWeb(debugUrl);
      return undefined;
    },
  },
  compare: onRecording(() => true, compareRun),
  replay: onRecording(({ isSent }) => isSent, replayRun),
  runOn: onRecording(canBeSent, runOn),
  runTimes: onRecording(canBeSent, runTimes),
  showRawEvents: {
    isOffered: () => true,
    run: async ({ events }, { raw }) => {
      await raw.show(l10n.t('Events of a run'), streamText(events), 'plaintext');
      return undefined;
    },
  },
  exportRun: onRecording(
    ({ isForeign }) => !isForeign,
    (recording, { raw }) => exportRun(recording, raw),
  ),
  copyCurl: copyAction('curl'),
  copyPython: copyAction('python'),
  copyTypeScript: copyAction('typeScript'),
  copyGo: copyAction('go'),
};

/** A file of others causes no request. */
function canBeSent({ isForeign, isSent }: InspectedRun): boolean {
  return isSent && !isForeign;
}

function onRecording(
  isOffered: ActionOfRun['isOffered'],
  ask: (recording: Recording, deps: RunActionDeps) => Promise<AnsweredAct>,
): ActionOfRun {
  return {
    isOffered,
    run: async ({ recording }, deps) => {
      await askAndAct(() => ask(recording, deps));
      return undefined;
    },
  };
}

function copyAction(language: SnippetLanguage): ActionOfRun {
  return { isOffered: ({ recording }) => hasSnippet(recording), run: (run) => copySnippet(run, language) };
}

/** The actions that the page offers for a run. */
export function offeredActions(run: InspectedRun): readonly RunAction[] {
  return (Object.keys(actions) as RunAction[]).filter((name) => actions[name].isOffered(run));
}

/** Carries out an action, if it is offered for the run. */
export async function performAction(
  name: RunAction,
  run: InspectedRun,
  deps: RunActionDeps,
): Promise<'copied' | undefined> {
  const action = actions[name];
  return action.isOffered(run) ? action.run(run, deps) : undefined;
}
