import { cacheFolder } from '../../host/paths';
import { closeSharedBrowser } from '../../support/browser';
import { endIdleServers } from './slots';
import { Workbench, type WorkbenchOptions } from './workbench';

// A hook of the root suite: all files share the browser and the servers.
after('close the browser', async () => {
  await endIdleServers();
  await closeSharedBrowser();
});

/** Access to the workbench of a `describe`. Throws outside of tests. */
export interface WorkbenchHolder {
  readonly workbench: Workbench;
}

/** VS Code draws many frames for each of its animations. */
const withoutMotion = { 'workbench.reduceMotion': 'on' };

/**
 * Opens one workbench with a new profile for the tests of a `describe`, prepares it before the first test, and closes it
 * after the last. Its server remains for the next workbench with the same extensions and environment, unless a test failed.
 * Screenshots of failures are in `.cache/ui-failures`.
 */
export function useWorkbench(
  options: () => WorkbenchOptions | Promise<WorkbenchOptions> = () => ({}),
  prepare: (workbench: Workbench) => Promise<void> = () => Promise.resolve(),
): WorkbenchHolder {
  let current: Workbench | undefined;
  let hasFailed = false;
  const keepPicture = async (title: string) => {
    hasFailed = true;
    const name = title.replace(/[^\p{L}\p{N}]+/gu, '-');
    await current?.screenshot(`${cacheFolder}/ui-failures/${name}.png`);
  };
  before('open the workbench', async function () {
    this.timeout(300_000);
    const { settings, ...others } = await options();
    current = await Workbench.open({ ...others, settings: { ...withoutMotion, ...settings } });
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
    await current?.end(!hasFailed);
  });
  return {
    get workbench() {
      if (!current) throw new Error('The workbench is available only while tests run.');
      return current;
    },
  };
}
