import assert from 'node:assert/strict';
import type { ConnectionFacts } from '../../../src/shared/pages/connectionPage';
import type { ConnectionReport } from '../../../src/shared/pages/connectionReport';
import { everything, refused, untested, works } from '../../support/connectionFacts';
import { postedBy, say } from '../support/builtPage';
import { assertReadable, useTabPages } from '../support/tabPages';

const { workflow, ...withoutWorkflow } = untested;
const states: Readonly<Record<string, ConnectionFacts>> = {
  'not tested': untested,
  'without a workflow': { ...withoutWorkflow, host: '', baseUrl: '', token: 'none' },
  'while a test runs': { ...untested, isChecking: true },
  'with a connection that works': { ...untested, report: works },
  'with every row': everything,
  'of the demo': {
    ...untested,
    workflow: { name: 'Demo', workflowId: '1', source: 'demo' },
    kind: 'demo',
    host: '',
    baseUrl: '',
    token: 'none',
  },
};

describe('The page "Connection"', () => {
  const open = useTabPages('connection');

  for (const [name, state] of Object.entries(states)) {
    for (const language of ['en', 'zh-cn']) {
      it(`has no serious finding of axe-core and fits into 240 px: ${name} (${language})`, async () => {
        const page = await open(state, { language, theme: 'Dark Modern' });
        await assertReadable(page, [900, 400, 240]);
      });
    }
  }

  it('asks for its state when it has loaded, and again when messages may have been lost', async () => {
    const page = await open(untested);
    await say(page, { type: 'resync' });
    assert.deepEqual(await postedBy(page), [{ type: 'ready' }, { type: 'ready' }]);
  });

  it('has one column where it is narrow, and two where there is room', async () => {
    const page = await open(everything, { width: 1000 });
    const columns = () =>
      page.locator('.columns').evaluate((all) => getComputedStyle(all).gridTemplateColumns.split(' ').length);
    assert.equal(await columns(), 2);
    await page.setViewportSize({ width: 500, height: 700 });
    assert.equal(await columns(), 1);
  });

  it('ends its first buttons where its box ends, and breaks the name of a setting only after the dot', async () => {
    const page = await open(everything, { width: 1100 });
    const end = async (selector: string) => {
      const { x, width } = (await page.locator(selector).last().boundingBox())!;
      return x + width;
    };
    assert.equal(await end('header button'), await end('.check'));
    const lines = await page.locator('th code', { hasText: 'http.' }).evaluateAll((all) =>
      all.map((one) => {
        const range = document.createRange();
        range.selectNode(one.lastChild!);
        return range.getClientRects().length;
      }),
    );
    assert.deepEqual(lines, [1, 1, 1, 1]);
  });

  it('has no space between Chinese sentences', async () => {
    const page = await open(everything, { language: 'zh-cn' });
    const words = await page.locator('main').innerText();
    assert.match(words, /不接受此令牌。该令牌可能属于/);
    assert.doesNotMatch(words, /。 /);
  });

  it('sends the name of each button that is pressed', async () => {
    const page = await open(untested);
    const names = {
      'Test connection': 'check',
      'Copy for support': 'copyForSupport',
      'Change workflow': 'selectWorkflow',
      'Change base URL': 'changeBaseUrl',
      'Set access token': 'setToken',
      'Sign in': 'signIn',
      'Open token page': 'openTokenPage',
      'Enter expiry date': 'setExpiry',
      'Proxy settings': 'openProxySettings',
      'Certificate settings': 'openCertificateSettings',
      'Show log': 'showLog',
    };
    for (const name of Object.keys(names)) await page.getByRole('button', { name, exact: true }).click();
    const [ready, ...acts] = await postedBy(page);
    assert.deepEqual(ready, { type: 'ready' });
    assert.deepEqual(
      acts,
      Object.values(names).map((act) => ({ type: 'act', act })),
    );
    assert.equal(await page.getByRole('button').count(), Object.keys(names).length);
  });

  it('announces each answer of a test as it arrives, and keeps the focus on the button that cancels it', async () => {
    const page = await open(untested);
    const live = page.locator('[aria-live=polite]');
    await page.getByRole('button', { name: 'Test connection' }).press('Enter');
    await say(page, { type: 'state', state: { ...untested, isChecking: true } });
    assert.match(await live.innerText(), /Testing api\.coze\.cn/);
    const first = { ...works, steps: works.steps.slice(0, 1) };
    await say(page, { type: 'state', state: { ...untested, isChecking: true, report: first } });
    assert.equal(await live.getByRole('row').count(), 2);
    await page.keyboard.press('Enter');
    assert.deepEqual((await postedBy(page)).at(-1), { type: 'act', act: 'cancelCheck' });
    await say(page, { type: 'state', state: { ...untested, report: works } });
    assert.equal(await live.getByRole('row').count(), 4);
    assert.match(await live.innerText(), /The connection to api\.coze\.cn works/);
    assert.match(await live.innerText(), /permission for this call\. Chats do not need it\. getBenefit/);
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Test again');
  });

  it('shows cause, remedy, code and log ID of a refused token, and the other cloud', async () => {
    const page = await open({ ...untested, report: refused });
    const check = await page.locator('section.check').innerText();
    for (const part of ['api.coze.cn does not accept the token', 'api.coze.com', '4100', 'log-2', 'HTTP 401'])
      assert.ok(check.includes(part), part);
    await page.getByRole('button', { name: 'Use the token at api.coze.com' }).click();
    assert.deepEqual((await postedBy(page)).at(-1), { type: 'act', act: 'useOtherCloud' });
  });

  it('offers to try an unclear token at the other cloud, and says what that costs', async () => {
    const unclear: ConnectionReport = { ...refused, verdict: 'cannotTell' };
    const page = await open({ ...untested, report: unclear });
    const check = await page.locator('section.check').innerText();
    for (const part of ['does not say whether the token is valid', 'at most 2 calls', 'if it works'])
      assert.ok(check.includes(part), part);
    await page.getByRole('button', { name: 'Try the token at api.coze.com' }).click();
    assert.deepEqual((await postedBy(page)).at(-1), { type: 'act', act: 'tryOtherCloud' });
  });

  it('shows account, plan, expiry and permissions once they are known', async () => {
    const page = await open({ ...untested, tokenExpiresAt: Date.UTC(2099, 0, 1, 12), report: works });
    const rows = (await page.locator('.columns tr').allInnerTexts()).map((row) => row.replace(/\s+/g, ' '));
    for (const row of [
      'Account Alice 1234567890',
      'Plan Free: 500 calls in all',
      'getMetadata granted',
      'listWorkspace missing',
      'listBot cannot tell',
    ])
      assert.ok(rows.includes(row), `${row} in ${rows.join(' | ')}`);
    assert.ok(rows.some((row) => /^Expires Jan [12], 2099/.test(row)));
  });

  it('shows the account of a signed-in user before any test', async () => {
    const page = await open({ ...untested, token: 'signedIn', account: 'Ada <b>' });
    const row = page.getByRole('row').filter({ hasText: 'Account' });
    assert.match(await row.innerText(), /Account\s+Ada <b>$/);
  });

  it('shows code and log ID of the last error, and never what the service said', async () => {
    const page = await open(everything);
    const words = await page.locator('body').innerText();
    for (const part of ['4200', '404', '20261129110000ABCDEF']) assert.ok(words.includes(part), part);
    assert.doesNotMatch(words, /what the service said/);
  });

  it('shows the names of others as plain text', async () => {
    const name = '<img src=x onerror=hit()> [a](command:x) $(zap)';
    const page = await open({
      ...untested,
      workflow: { name, workflowId: '1', source: 'workspace' },
      report: { ...works, account: { known: { id: '1', name } } },
    });
    assert.equal(await page.locator('img, main a').count(), 0);
    assert.equal(await page.getByText(name).count(), 2);
  });

  it('confirms a copy for some seconds', async () => {
    const page = await open(untested);
    const status = page.getByRole('status');
    await say(page, { type: 'done', act: 'copyForSupport' });
    assert.equal(await status.innerText(), 'Copied');
    await page.waitForFunction(() => document.querySelector('[role=status]')?.textContent === '');
  });
});
