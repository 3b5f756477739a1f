import assert from 'node:assert/strict';
import { defaultAccount } from '../../../src/simulator/service/defaultAccount';
import { createSimulator } from '../../../src/simulator/service/simulator';
import { mountHttp, type HttpMount } from '../../support/httpMount';
import { Acts } from '../support/acts';
import { pasteToken, openFromPalette, pathsOf, settingsOf, token } from '../support/connecting';
import { mappingHosts } from '../support/hostMap';
import { until } from '../support/until';
import { useService } from '../support/useService';
import { useSharedWorkbench, useWorkbench } from '../support/useWorkbench';
import type { Workbench } from '../support/workbench';

const space = defaultAccount.workspaces[0]?.id ?? '';
const inApp = { id: '7500000000000000002', name: 'support_desk', appId: '7412000000000000001' };
const inLibrary = { id: '7500000000000000001', name: 'travel_guide' };
const agent = { id: '7420000000000000001', name: 'Helper' };
const entryInApp = { name: inApp.name, workflowId: inApp.id, appId: inApp.appId };
const entryInAgent = { name: inLibrary.name, workflowId: inLibrary.id, botId: agent.id };
/** Writes into the message box, which must have the focus, and waits for the answer. */
async function sendFirstMessage(acts: Acts, workbench: Workbench, name: string): Promise<void> {
  await workbench.chat.text(`Ask ${name}`).waitFor();
  await until(() => workbench.chat.composer.evaluate((box) => box.matches(':focus')));
  await acts.type('hello');
  await acts.press('Enter');
  await workbench.chat.answers('', 'completed').first().waitFor();
}

/** A new installation with the side bar closed, and the first box of "Add workflow", opened by the first two acts. */
function useNothing() {
  const service = useService();
  const holder: { acts?: Acts } = {};
  const ui = useSharedWorkbench(
    () => ({ hasNoToken: true, settings: { 'coze.baseUrl': service.baseUrl } }),
    (workbench) => workbench.runCommand('View: Close Primary Side Bar'),
  );
  beforeEach('open the first box', async () => {
    const { workbench } = ui;
    const icon = workbench.page.locator('.activitybar').getByRole('tab', { name: 'Coze' });
    holder.acts = new Acts(workbench.page);
    await holder.acts.click(icon, 'Coze');
    await holder.acts.click(workbench.chat.button('Add workflow'), 'Add workflow');
    await workbench.inputWidget.filter({ hasText: 'Add workflow: address or ID' }).waitFor();
  });
  const acts = (): Acts => {
    if (!holder.acts) throw new Error('The acts are available only while tests run.');
    return holder.acts;
  };

  /** Pastes the address of a page of the service, and the token. */
  async function paste(address: string): Promise<Acts> {
    await acts().paste(`${service.baseUrl}${address}`, 'the address');
    await pasteToken(acts(), ui.workbench, service.baseUrl);
    return acts();
  }

  /** Chooses a chatflow of the personal workspace, after the token was pasted. */
  async function choose(chatflow: string): Promise<Acts> {
    const { workbench } = ui;
    await acts().click(workbench.row('Choose from my workspaces'), 'Choose from my workspaces');
    await pasteToken(acts(), workbench, service.baseUrl);
    await acts().click(workbench.row('Personal'), 'the workspace');
    await workbench.row('app Shop · published').waitFor();
    await acts().click(workbench.row(chatflow), 'the chatflow');
    return acts();
  }

  /** The flow took these acts before the message and its Enter, made these calls, and wrote this entry. */
  async function assertTook(most: number, list: readonly string[], calls: readonly string[], entry: object) {
    assert.deepEqual(acts().list, ['click Coze', 'click Add workflow', ...list, 'type the message', 'Enter']);
    assert.ok(acts().list.length <= most);
    assert.deepEqual(pathsOf(service.requests), [...calls, '/v1/workflows/chat']);
    assert.deepEqual((await settingsOf(ui.workbench))['coze.workflows'], [entry]);
  }
  return { service, ui, paste, choose, assertTook };
}

describe('From nothing, by the address of a chatflow in an app', () => {
  const nothing = useNothing();
  const { ui, assertTook } = nothing;

  it('takes 6 acts and 1 call by the address of a chatflow in an app', async () => {
    const { workbench } = ui;
    const acts = await nothing.paste(`/space/${space}/project-ide/${inApp.appId}/workflow/${inApp.id}`);
    await sendFirstMessage(acts, workbench, inApp.name);
    await assertTook(7, ['paste the address', 'paste the token'], [`/v1/workflows/${inApp.id}`], entryInApp);
  });
});

describe('From nothing, by the address of a chatflow that runs in an agent', () => {
  const nothing = useNothing();
  const { ui, assertTook } = nothing;

  it('takes 7 acts and 2 calls by the address of a chatflow that runs in an agent', async () => {
    const { workbench } = ui;
    const acts = await nothing.paste(`/work_flow?space_id=${space}&workflow_id=${inLibrary.id}`);
    await acts.click(workbench.row(agent.name), 'the agent');
    await sendFirstMessage(acts, workbench, inLibrary.name);
    await assertTook(
      7,
      ['paste the address', 'paste the token', 'click the agent'],
      [`/v1/workflows/${inLibrary.id}`, '/v1/bots'],
      entryInAgent,
    );
  });
});

describe('From nothing, by choosing a chatflow in an app', () => {
  const nothing = useNothing();
  const { ui, assertTook } = nothing;

  it('takes 8 acts and 4 calls, one for the inputs, by choosing a chatflow in an app', async () => {
    const { workbench } = ui;
    const acts = await nothing.choose(inApp.name);
    await sendFirstMessage(acts, workbench, inApp.name);
    await assertTook(
      9,
      ['click Choose from my workspaces', 'paste the token', 'click the workspace', 'click the chatflow'],
      ['/v1/workspaces', '/v1/workflows', '/v1/apps', `/v1/workflows/${inApp.id}`],
      entryInApp,
    );
  });
});

describe('From nothing, by choosing a chatflow that runs in an agent', () => {
  const nothing = useNothing();
  const { ui, assertTook } = nothing;

  it('takes 9 acts and 5 calls, one for the inputs, by choosing a chatflow that runs in an agent', async () => {
    const { workbench } = ui;
    const acts = await nothing.choose(inLibrary.name);
    await acts.click(workbench.row(agent.name), 'the agent');
    await sendFirstMessage(acts, workbench, inLibrary.name);
    await assertTook(
      9,
      [
        'click Choose from my workspaces',
        'paste the token',
        'click the workspace',
        'click the chatflow',
        'click the agent',
      ],
      ['/v1/workspaces', '/v1/workflows', '/v1/apps', '/v1/bots', `/v1/workflows/${inLibrary.id}`],
      entryInAgent,
    );
  });
});

describe('From nothing, that is cancelled', () => {
  const nothing = useNothing();
  const { service, ui } = nothing;

  it('goes back step by step, asks nothing twice, and keeps the token when it is cancelled', async () => {
    const { workbench } = ui;
    const back = workbench.inputWidget.getByRole('button', { name: 'Back' });
    const titled = (title: string) => workbench.inputWidget.filter({ hasText: title });
    await nothing.choose(inLibrary.name);
    await workbench.row(agent.name).waitFor();
    await back.click();
    await titled('Add workflow: chatflow').waitFor();
    await workbench.row('app Shop · published').waitFor();
    await back.click();
    await titled('Add workflow: workspace').waitFor();
    await workbench.row('Research team').waitFor();
    await back.click();
    await titled('Add workflow: address or ID').waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.inputClosed();
    assert.deepEqual(pathsOf(service.requests), ['/v1/workspaces', '/v1/workflows', '/v1/apps', '/v1/bots']);
    await workbench.chat.button('Add workflow').click();
    await workbench.row('Choose from my workspaces').click();
    await workbench.row('Personal').click();
    await workbench.row('Show drafts').click();
    await workbench.row('meeting_notes').click();
    await workbench.row('“meeting_notes” is not published').waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.inputClosed();
  });
});

describe('A self-hosted server without lists', () => {
  const service = useService({ dialect: 'selfHosted' });
  const ui = useSharedWorkbench(() => ({
    hasNoToken: true,
    settings: { 'coze.baseUrl': service.baseUrl },
  }));

  it('leads back to the address box, and asks where the chatflow belongs', async () => {
    const { workbench } = ui;
    const acts = await openFromPalette(ui);
    await workbench.row('Choose from my workspaces').click();
    await pasteToken(acts, workbench, service.baseUrl);
    await workbench.row('Self-hosted servers have no lists').waitFor();
    await acts.paste(`${service.baseUrl}/work_flow?workflow_id=${inLibrary.id}`, 'the address');
    await workbench.row('does not say where the chatflow belongs').waitFor();
    await workbench.row('In an app').click();
    await workbench.answerInput(
      'Add workflow: app ID',
      `${service.baseUrl}/space/1/project-ide/${inApp.appId}`,
    );
    await sendFirstMessage(acts, workbench, '');
    const [entry] = (await settingsOf(workbench))['coze.workflows'] as Record<string, string>[];
    assert.deepEqual([entry?.['workflowId'], entry?.['appId']], [inLibrary.id, inApp.appId]);
    assert.deepEqual(pathsOf(service.requests), [
      '/v1/workspaces',
      `/v1/workflows/${inLibrary.id}`,
      '/v1/workflows/chat',
    ]);
  });
});

describe('An address of the other cloud', () => {
  const [cn, com] = ['https://api.coze.cn', 'https://api.coze.com'];
  const servers: HttpMount[] = [];
  before('start the clouds', async () => {
    for (const tokens of [['pat_OfTheMainlandCloud'], [token]])
      servers.push(await mountHttp(createSimulator({ now: Date.now, pace: 'instant', tokens })));
  });
  after('end the clouds', () => Promise.all(servers.map((server) => server.close())));
  const ui = useWorkbench(() =>
    mappingHosts({ [cn]: servers[0]?.baseUrl ?? '', [com]: servers[1]?.baseUrl ?? '' }),
  );
  const requests = (index: number) => servers[index]?.requests ?? [];

  it('gives the entry its base URL and asks for the token of that cloud; the other cloud gets no request', async () => {
    const { workbench } = ui;
    const acts = await openFromPalette(ui);
    await acts.paste(
      `[Support](https://www.coze.com/space/${space}/project-ide/${inApp.appId}/workflow/${inApp.id}).`,
      'the address',
    );
    await pasteToken(acts, workbench, com);
    await sendFirstMessage(acts, workbench, inApp.name);
    assert.deepEqual((await settingsOf(workbench))['coze.workflows'], [{ ...entryInApp, baseUrl: com }]);
    assert.deepEqual(requests(0), []);
    assert.deepEqual(pathsOf(requests(1)), [`/v1/workflows/${inApp.id}`, '/v1/workflows/chat']);
  });

  it('is reached by one row where the lists of this cloud refuse the token', async () => {
    const { workbench } = ui;
    const acts = await openFromPalette(ui);
    await workbench.row('Choose from my workspaces').click();
    const refusal = workbench.row('api.coze.cn does not accept the access token');
    // A second attempt at this test finds the token stored.
    await workbench.inputWidget
      .filter({ hasText: `Access token for ${cn}` })
      .or(refusal)
      .first()
      .waitFor();
    if ((await refusal.count()) === 0) await pasteToken(acts, workbench, cn);
    await refusal.waitFor();
    // A pointer that rests on the first row shows its hover, which covers the second.
    await workbench.page.mouse.move(640, 700);
    await workbench.row('Use api.coze.com instead').click();
    await workbench.row('Research team').click();
    await workbench.row('paper_reader').waitFor();
    assert.ok(requests(0).some(({ path }) => path === '/v1/users/me'));
    assert.equal(await workbench.notifications.filter({ hasText: 'does not accept' }).count(), 0);
    await workbench.page.keyboard.press('Escape');
    await workbench.inputClosed();
  });

  it('is refused if its host only looks like Coze, or is not secure', async () => {
    const { workbench } = ui;
    const first = await openFromPalette(ui);
    for (const [address, problem] of [
      [
        `https://www.coze.cn.evil.com/work_flow?workflow_id=${inApp.id}`,
        'www.coze.cn.evil.com is not a host of Coze',
      ],
      [
        `http://coze.example.com/work_flow?workflow_id=${inApp.id}`,
        'The base URL must be https, except for localhost.',
      ],
    ] as const) {
      await workbench.input.fill('');
      await first.paste(address, 'the address');
      await workbench.row(problem).waitFor();
      await workbench.input.press('Enter');
      await workbench.row(problem).waitFor();
    }
    await workbench.input.fill(`http://127.0.0.1:8888/work_flow?workflow_id=${inApp.id}`);
    await workbench.row(`Add chatflow ${inApp.id}`).waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.inputClosed();
  });
});
