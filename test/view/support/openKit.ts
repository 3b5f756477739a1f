import type { JSHandle } from 'playwright-core';
import type { Kit } from './markdownEntry';
import { openTestPage, type TestPage, type TestPageOptions } from './page';

/** A test page with the Markdown renderer. `kit` is passed to functions that run in the page. */
export interface KitPage {
  readonly kit: JSHandle<Kit>;
  readonly test: TestPage;
  evaluate: TestPage['page']['evaluate'];
}

/** Opens a page with the Markdown renderer and the test kit, under the shipped policy. */
export async function openKit(options: Omit<TestPageOptions, 'entry'> = {}): Promise<KitPage> {
  const test = await openTestPage({ ...options, entry: 'test/view/support/markdownEntry.ts' });
  const kit = await test.page.evaluateHandle(() => (globalThis as unknown as { kit: Kit }).kit);
  return { kit, test, evaluate: test.page.evaluate.bind(test.page) };
}
