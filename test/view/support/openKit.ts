import type { JSHandle } from 'playwright-core';
import type { Kit } from './markdownEntry';
import { openTestPage, type TestPage, type TestPageOptions } from './page';

/** A test page with the Markdown of the view in it. `kit` is passed to functions that run there. */
export interface KitPage {
  readonly kit: JSHandle<Kit>;
  readonly test: TestPage;
  evaluate: TestPage['page']['evaluate'];
}

/** Opens a page that has the Markdown of the view, and what tests ask of it, under the shipped policy. */
export async function openKit(options: Omit<TestPageOptions, 'entry'> = {}): Promise<KitPage> {
  const test = await openTestPage({ ...options, entry: 'test/view/support/markdownEntry.ts' });
  const kit = await test.page.evaluateHandle(() => (globalThis as unknown as { kit: Kit }).kit);
  return { kit, test, evaluate: test.page.evaluate.bind(test.page) };
}
