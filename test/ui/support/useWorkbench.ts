import { cacheFolder } from '../../host/paths';
import { closeSharedBrowser } from '../../support/browser';
import {
  endSharedWindow,
  leaveSharedWindow,
  takeSharedWindow,
  type SharedWindowOptions,
} from './sharedWindow';
import { endIdleServers } from './slots';
import { Workbench, type WorkbenchOptions } from './workbench';

// A hook of the root suite: all files share the browser and the servers.
after('close the browser', async () => {
  await endSharedWindow();
  await endIdleServers();
  await closeSharedBrowser();
});

/** Access to the workbench of a `describe`. Throws outside of tests. */
export interface WorkbenchHolder {
  readonly workbench: Workbench;
}

/** VS Code draws many frames for each of its animations. */
const withoutMotion = { 'workbench.reduceMotion': 'on' };

type Given<T> = () => T | Promise<T>;
type Prepare = (workbench: Workbench) => Promise<void>;

/**
 * Opens one workbench with a new profile for the tests of a `describe`, prepares it before the first test, and closes it
 * after the last. Its server remains for the next workbench with the same extensions and environment, unless a test failed.
 * Screenshots of failures are in `.cache/ui-failures`.
 */
export function useWorkbench(
  options: Given<WorkbenchOptions> = () => ({}),
  prepare: Prepare = () => Promise.resolve(),
): WorkbenchHolder {
  const open = async (given: WorkbenchOptions) => {
    await endSharedWindow();
    return Workbench.open(given);
  };
  return use(options, prepare, open, (workbench, hasFailed) => workbench.end(!hasFailed));
}

/**
 * Like {@link useWorkbench}, with the window that the tests before have left. It is put back to the state of a new one, as far
 * as tests see it: no conversation, recording or notification, no editor or panel open, only these files and settings. The
 * workbench is a new one if a test before failed, or if it has another token.
 */
export function useSharedWorkbench(
  options: Given<SharedWindowOptions> = () => ({}),
  prepare: Prepare = () => Promise.resolve(),
): WorkbenchHolder {
  return use(options, prepare, takeSharedWindow, async (workbench, hasFailed, given) => {
    if (hasFailed || given.isLast) await workbench.end(!hasFailed);
    else leaveSharedWindow(workbench, given);
  });
}

function use<T extends Pick<WorkbenchOptions, 'settings'>>(
  options: Given<T>,
  prepare: Prepare,
  open: (given: T) => Promise<Workbench>,
  leave: (workbench: Workbench, hasFailed: boolean, given: T) => Promise<void>,
): WorkbenchHolder {
  let current: Workbench | undefined;
  let given: T;
  let hasFailed = false;
  const keepPicture = async (title: string) => {
    hasFailed = true;
    const name = title.replace(/[^\p{L}\p{N}]+/gu, '-');
    await current?.screenshot(`${cacheFolder}/ui-failures/${name}.png`);
  };
  before('open the workbench', async function () {
    this.timeout(300_000);
    const chosen = await options();
    given = { ...chosen, settings: { ...withoutMotion, ...chosen.settings } };
    current = await open(given);
    try {
      await prepare(current);
    } catch (error) {
      await keepPicture(`${this.test?.parent?.title ?? ''} prepared`);
      throw error;
    }
  });
  beforeEach('close what a failed test left open', () => current?.closeLeftovers());
  afterEach('keep a picture of a failure', async function () {
    // Mocha sets no state for an attempt that is retried.
    if (this.currentTest?.state !== 'passed') await keepPicture(this.currentTest?.fullTitle() ?? '');
  });
  after('end the workbench', async function () {
    this.timeout(120_000);
    if (current) await leave(current, hasFailed, given);
  });
  return {
    get workbench() {
      if (!current) throw new Error('The workbench is available only while tests run.');
      return current;
    },
  };
}
