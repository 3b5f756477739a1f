import { cacheFolder } from '../../host/paths';
import { closeSharedBrowser } from '../../support/browser';
import { Workbench, type WorkbenchOptions } from './workbench';

// A hook of the root suite: all files share the browser.
after('close the browser', closeSharedBrowser);

/** Holds the workbench of a `describe`; asking for it outside of a test is an error. */
export interface WorkbenchHolder {
  readonly workbench: Workbench;
}

/**
 * Gives the tests of a `describe` one workbench with a new profile: opened and prepared before the first, ended after the
 * last. The picture of a failure is in `.cache/ui-failures`.
 */
export function useWorkbench(
  options: () => WorkbenchOptions | Promise<WorkbenchOptions> = () => ({}),
  prepare: (workbench: Workbench) => Promise<void> = () => Promise.resolve(),
): WorkbenchHolder {
  let current: Workbench | undefined;
  const keepPicture = async (title: string) => {
    const name = title.replace(/[^\p{L}\p{N}]+/gu, '-');
    await current?.screenshot(`${cacheFolder}/ui-failures/${name}.png`);
  };
  before('open the workbench', async function () {
    this.timeout(180_000);
    current = await Workbench.open(await options());
    try {
      await prepare(current);
    } catch (error) {
      await keepPicture(`${this.test?.parent?.title ?? ''} prepared`);
      throw error;
    }
  });
  beforeEach('close what a failed test left open', () => current?.closeLeftovers());
  afterEach('keep a picture of a failure', async function () {
    // An attempt that is tried again has no state.
    if (this.currentTest?.state !== 'passed') await keepPicture(this.currentTest?.fullTitle() ?? '');
  });
  after('end the workbench', async function () {
    this.timeout(30_000);
    await current?.end();
  });
  return {
    get workbench() {
      if (!current) throw new Error('The workbench is there only while tests run.');
      return current;
    },
  };
}
