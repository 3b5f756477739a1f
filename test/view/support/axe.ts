import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../host/paths';
import { putTheme, themeFor, themes } from './themes';

const axe = readFileSync(`${projectRoot}/node_modules/axe-core/axe.min.js`, 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

interface Axe {
  readonly run: (options: unknown) => Promise<{ violations: unknown }>;
}

/** The rules that depend on the theme. */
const colorRules = ['color-contrast', 'link-in-text-block'];

/** Serious findings of axe-core, of the rules that run by default. */
export async function seriousViolations(page: Page): Promise<readonly string[]> {
  await load(page);
  return run(page);
}

/**
 * Serious findings about colours in themes, by default in all, each with the name of its theme. The page was opened with a
 * theme, so that the part of the view that adapts colours is loaded.
 */
export async function colorViolations(
  page: Page,
  names: readonly string[] = Object.keys(themes),
): Promise<readonly string[]> {
  await load(page);
  const found: string[] = [];
  for (const name of names) {
    await page.evaluate(putTheme, themeFor(name));
    found.push(...(await run(page, colorRules)).map((one) => `${name}: ${one}`));
  }
  return found;
}

/** Evaluated through the DevTools protocol, which the Content-Security-Policy of the page does not restrict. */
async function load(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
}

/** Runs the rules after two animation frames: one to render, one to measure. */
async function run(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const violations = await page.evaluate(async (runOnly) => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
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
