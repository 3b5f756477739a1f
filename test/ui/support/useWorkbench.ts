import { cacheFolder } from '../../host/paths';
import { closeSharedBrowser } from '../../support/browser';
import { Workbench, type WorkbenchOptions } from './workbench';

/** Holds the workbench of a `describe`; asking for it outside of a test is an error. */
export interface WorkbenchHolder {
  readonly workbench: Workbench;
}

/**
 * Gives the tests of a `describe` one workbench with a new profile: opened before the first, ended after the last. After
 * a failed test its picture is in the cache folder.
 */
export function useWorkbench(
  options: () => WorkbenchOptions | Promise<WorkbenchOptions> = () => ({}),
): WorkbenchHolder {
  let current: Workbench | undefined;
  before('open the workbench', async function () {
    this.timeout(180_000);
    current = await Workbench.open(await options());
  });
  afterEach('keep a picture of a failure', async function () {
    const test = this.currentTest;
    if (test?.state !== 'failed' || !current) return;
    const name = test.fullTitle().replace(/[^\p{L}\p{N}]+/gu, '-');
    await current.screenshot(`${cacheFolder}/ui-failures/${name}.png`);
  });
  after('end the workbench', async function () {
    this.timeout(30_000);
    await current?.end();
    await closeSharedBrowser();
  });
  return {
    get workbench() {
      if (!current) throw new Error('The workbench is there only while tests run.');
      return current;
    },
  };
}
