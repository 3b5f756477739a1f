import assert from 'node:assert/strict';
import { permissions } from '../../../src/shared/permissions';
import { defaultAccount } from '../../../src/simulator/service/defaultAccount';
import { chatflow as chatflowOf, workspace } from '../../support/accounts';
import { Acts } from '../support/acts';
import { openFromPalette, pasteToken, pathsOf, settingsOf, token } from '../support/connecting';
import { until } from '../support/until';
import { useService } from '../support/useService';
import { useSharedWorkbench } from '../support/useWorkbench';

const space = defaultAccount.workspaces[0]?.id ?? '';
const agentId = '7420000000000000001';
const chatflow = { name: 'travel_guide', workflowId: '7500000000000000001' };
const notChatflow = '7500000000000000004';
const huge = workspace(7, {
  name: 'Huge',
  workflows: Array.from({ length: 10_000 }, (_, index) => chatflowOf(index + 1)),
});
const empty = { id: '7400000000000000003', name: 'Nothing here', type: 'team', role: 'owner' } as const;

describe('What prevents a workflow from being added', () => {
  const granted: string[] = Object.values(permissions);
  const service = useService({
    tokens: [token],
    permissions: granted,
    account: { ...defaultAccount, workspaces: [...defaultAccount.workspaces, empty, huge] },
  });
  const ui = useSharedWorkbench(
    () => ({ hasNoToken: true, settings: { 'coze.baseUrl': service.baseUrl } }),
    async (workbench) => {
      await workbench.runCommand('Coze: Set access token');
      await pasteToken(new Acts(workbench.page), workbench, service.baseUrl);
      await workbench.notification('works.').waitFor();
    },
  );
  const titled = (title: string) => ui.workbench.inputWidget.filter({ hasText: title });
  const back = () => ui.workbench.inputWidget.getByRole('button', { name: 'Back' }).click();
  let before = 0;
  beforeEach('count the calls', () => {
    before = service.requests.length;
  });
  const calls = () => pathsOf(service.requests.slice(before));
  const close = async () => {
    await ui.workbench.page.keyboard.press('Escape');
    await ui.workbench.inputClosed();
  };

  it('a workflow that is not a chatflow causes a warning with the remedy, after 1 call', async () => {
    const { workbench } = ui;
    const acts = await openFromPalette(ui);
    await acts.paste(`${service.baseUrl}/work_flow?workflow_id=${notChatflow}`, 'the address');
    await workbench.row('“weekly_report” is a workflow, not a chatflow').waitFor();
    await workbench.row('Convert it to a chatflow on Coze and publish it again.').waitFor();
    await workbench.row('Add it anyway').waitFor();
    await workbench.row('Choose another chatflow').click();
    await titled('Add workflow: address or ID').waitFor();
    await close();
    assert.deepEqual(calls(), [`/v1/workflows/${notChatflow}`]);
  });

  it('an empty list shows what is missing, and Back repeats no call', async () => {
    const { workbench } = ui;
    await openFromPalette(ui);
    await workbench.row('Choose from my workspaces').click();
    await workbench.row(empty.name).click();
    await workbench.row('No chatflow is published here. Publish it to the API channel on Coze.').waitFor();
    await workbench.row('How to publish a chatflow').waitFor();
    await workbench.row('Show drafts').click();
    await workbench.row('There is no draft of a chatflow here.').waitFor();
    await back();
    await workbench.row('No chatflow is published here.').waitFor();
    await back();
    await workbench.row(empty.name).waitFor();
    await close();
    assert.deepEqual(calls(), ['/v1/workspaces', '/v1/workflows', '/v1/workflows']);
  });

  it('a token without the permission to list workflows: the permission is named, and no call is repeated', async () => {
    const { workbench } = ui;
    granted.splice(granted.indexOf(permissions.workflows), 1);
    await openFromPalette(ui);
    await workbench.row('Choose from my workspaces').click();
    await workbench.row('Personal').click();
    await workbench.row('permission for this (listWorkflow)').waitFor();
    await workbench.row('Set another access token').waitFor();
    assert.deepEqual(calls(), ['/v1/workspaces', '/v1/workflows']);
    granted.push(permissions.workflows);
    await workbench.row('Try again').click();
    await workbench.row(chatflow.name).waitFor();
    await close();
    assert.deepEqual(calls().slice(2), ['/v1/workflows', '/v1/apps']);
  });

  it('of 10,000 chatflows a typed filter loads ten pages, and the row of the next one says so', async () => {
    const { workbench } = ui;
    const more = workbench.row('Load more…');
    await openFromPalette(ui);
    await workbench.row('Choose from my workspaces').click();
    await workbench.row(huge.name).click();
    await workbench.row('flow_').waitFor();
    await workbench.input.fill('flow_9999');
    await more.filter({ hasText: '330 loaded' }).waitFor();
    await workbench.row('Typing searches what is loaded. Each page is one API call.').waitFor();
    assert.equal(await workbench.row('flow_9999').count(), 0);
    assert.equal(calls().length, 1 + 11);
    await more.click();
    await more.filter({ hasText: '360 loaded' }).waitFor();
    assert.equal(calls().length, 1 + 12);
    await workbench.input.fill('flow_355');
    await workbench.row('flow_355').click();
    await titled('Add workflow: agent').waitFor();
    await workbench.row('No agent is published to the API channel here.').waitFor();
    await close();
    assert.deepEqual(calls().slice(13), ['/v1/bots']);
  });

  it('the address of an agent’s page leads to the choice of its chatflow', async () => {
    const { workbench } = ui;
    const acts = await openFromPalette(ui);
    await acts.paste(`${service.baseUrl}/space/${space}/bot/${agentId}`, 'the address');
    await titled('Add workflow: chatflow').waitFor();
    await workbench.row('app Shop · published').waitFor();
    await workbench.row(chatflow.name).click();
    await workbench.inputClosed();
    await until(async () => 'coze.workflows' in (await settingsOf(workbench)));
    assert.deepEqual((await settingsOf(workbench))['coze.workflows'], [{ ...chatflow, botId: agentId }]);
    assert.deepEqual(calls(), ['/v1/workflows', '/v1/apps']);
  });
});
