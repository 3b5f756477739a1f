import { createRequire } from 'node:module';
import path from 'node:path';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { PluginKind, commonTokens, declareClassPlugin } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  TestStatus,
  determineHitLimitReached,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import Mocha from 'mocha';

const require = createRequire(import.meta.url);

/**
 * Runs mocha inside the Stryker worker: loads the specs once, then runs for each mutant the tests that cover it. Stryker's
 * mocha runner does not support this version of mocha.
 */
class MochaTestRunner {
  static inject = [commonTokens.options];

  constructor(options) {
    this.specs = options.mutationSpecs;
    this.stryker = globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {};
  }

  capabilities() {
    return { reloadEnvironment: false };
  }

  async init() {
    // Few values of each property, because they are drawn again for each mutant.
    process.env.COZE_RUNS ??= '0.05';
    require('tsx/cjs');
    this.mocha = new Mocha({ reporter: 'min', timeout: 10_000, ui: 'bdd' });
    this.mocha.cleanReferencesAfterRun(false);
    for (const spec of this.specs) this.mocha.addFile(path.resolve(spec));
    this.mocha.reporter(class SilentReporter {});
    this.mocha.loadFiles();
    const { stryker } = this;
    this.mocha.suite.beforeEach(function setCurrentTest() {
      stryker.currentTestId = this.currentTest?.fullTitle();
    });
  }

  async dryRun({ coverageAnalysis }) {
    const tests = await this.#run(() => true, false);
    return {
      status: DryRunStatus.Complete,
      tests,
      ...(coverageAnalysis !== 'off' && { mutantCoverage: this.stryker.mutantCoverage }),
    };
  }

  async mutantRun({ activeMutant, testFilter, disableBail, hitLimit, mutantActivation }) {
    const wanted = testFilter && new Set(testFilter);
    this.stryker.hitLimit = hitLimit;
    this.stryker.hitCount = hitLimit ? 0 : undefined;
    if (mutantActivation === 'static' || mutantActivation === 'runtime') {
      this.stryker.activeMutant = activeMutant.id;
    }
    const tests = await this.#run((title) => !wanted || wanted.has(title), !disableBail);
    const limit = determineHitLimitReached(this.stryker.hitCount, this.stryker.hitLimit);
    return toMutantRunResult(limit ?? { status: DryRunStatus.Complete, tests });
  }

  #run(isWanted, isBail) {
    const tests = [];
    this.mocha.grep({ test: isWanted });
    this.mocha.suite.bail(isBail);
    return new Promise((resolve) => {
      const runner = this.mocha.run(() => resolve(tests));
      const add = (test, status, failureMessage) => {
        const name = test.fullTitle();
        tests.push({ id: name, name, timeSpentMs: test.duration ?? 0, status, failureMessage });
      };
      runner.on('pass', (test) => add(test, TestStatus.Success));
      runner.on('pending', (test) => add(test, TestStatus.Skipped));
      runner.on('fail', (test, error) => add(test, TestStatus.Failed, String(error?.message)));
    });
  }
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, 'mocha-in-process', MochaTestRunner),
];
