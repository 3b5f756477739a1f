import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../host/paths';

const axe = readFileSync(`${projectRoot}/node_modules/axe-core/axe.min.js`, 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

interface Axe {
  readonly run: (options: unknown) => Promise<{ violations: unknown }>;
}

/** The rules of axe-core that depend on the theme. */
export const colorRules = ['color-contrast', 'link-in-text-block'];

/** Findings of axe-core that are serious, of the rules that run by default or of the named ones. */
export async function seriousViolations(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  // Evaluated through the DevTools protocol, which the Content-Security-Policy of the page does not restrict.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  const violations = await page.evaluate(async (runOnly) => {
    const { axe: loaded } = globalThis as unknown as { axe: Axe };
    return (await loaded.run({ resultTypes: ['violations'], ...(runOnly !== undefined && { runOnly }) }))
      .violations;
  }, rules);
  return (violations as Violation[])
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .flatMap((one) =>
      one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`),
    );
}
