import { after, afterEach } from 'mocha';
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { closeSharedBrowser } from '../../support/browser';
import { colorViolations, seriousViolations } from './axe';
import {
  openBuiltPage,
  say,
  settled,
  violationsOf,
  type BuiltPage,
  type BuiltPageOptions,
} from './builtPage';

/** Opens a page with a state of the host. It is closed after the test. */
type OpenTabPage = (state: unknown, options?: BuiltPageOptions) => Promise<Page>;

/**
 * For a `describe` of a page in an editor tab. A test fails if a page it has opened has an error or breaks the Content Security
 * Policy. `name` is that of the page, as in `webview/pages`.
 */
export function useTabPages(name: string): OpenTabPage {
  const opened: BuiltPage[] = [];
  after('close the browser', closeSharedBrowser);
  afterEach('close the pages', async () => {
    for (const { page, errors, close } of opened.splice(0)) {
      const violations = await violationsOf(page);
      await close();
      assert.deepEqual({ errors, violations }, { errors: [], violations: [] });
    }
  });
  return async (state, options = {}) => {
    const built = await openBuiltPage(`webview-${name}`, `${name}Words`, { width: 900, ...options });
    opened.push(built);
    await say(built.page, { type: 'state', state });
    await settled(built.page);
    return built.page;
  };
}

/** Fails on a serious finding of axe-core in any theme, and on an element that does not fit into one of the widths. */
export async function assertReadable(page: Page, widths: readonly number[]): Promise<void> {
  assert.deepEqual(await seriousViolations(page), []);
  assert.deepEqual(
    await colorViolations(page, ['Light Modern', 'Dark High Contrast', 'Light High Contrast']),
    [],
  );
  for (const width of widths) {
    await page.setViewportSize({ width, height: 700 });
    await settled(page);
    assert.deepEqual(await tooWide(page), [], `${String(width)} px`);
  }
}

/** Elements that do not fit into the width of the page, without those in an element that scrolls or cuts. */
function tooWide(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const isBounded = (one: Element): boolean => {
      const parent = one.parentElement;
      if (!parent || parent.localName === 'body') return false;
      return getComputedStyle(parent).overflowX !== 'visible' || isBounded(parent);
    };
    return [...document.querySelectorAll('main *')]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !isBounded(one))
      .map((one) => `${one.localName} ${one.textContent.slice(0, 80)}`);
  });
}
