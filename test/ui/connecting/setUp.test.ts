import assert from 'node:assert/strict';
import { until } from '../support/until';
import { useService } from '../support/useService';
import { useWorkbench } from '../support/useWorkbench';

const secret = 'pat_OfTheEnvironment0123456789abcdefghijkl';

describe('A token of an unknown form', () => {
  const service = useService();
  const ui = useWorkbench(
    () => ({
      settings: {
        'coze.baseUrl': service.baseUrl,
        'coze.workflows': [{ name: 'Simulated', workflowId: '7500000000000000007' }],
      },
    }),
    async (workbench) => {
      await workbench.runCommand('Coze: Focus chat');
      await workbench.chat.button('Set access token').waitFor();
    },
  );
  const notice = 'This does not look like a Coze token';

  it('causes a warning in the input box, and is stored, from the chat and from the palette', async () => {
    const { workbench } = ui;
    for (const open of [
      () => workbench.chat.button('Set access token').click(),
      () => workbench.runCommand('Coze: Set access token'),
    ]) {
      await open();
      await workbench.inputWidget.filter({ hasText: 'Access token for' }).waitFor();
      await workbench.input.fill('hello');
      await workbench.inputWidget.getByText(notice).waitFor();
      await workbench.input.press('Enter');
      await workbench.inputClosed();
      const warning = workbench.notification('does not look like a Coze token');
      await warning.waitFor();
      await workbench.runCommand('Notifications: Clear All Notifications');
    }
  });

  it('is not stored if a header cannot contain it: the input box shows why and stays open', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Coze: Set access token');
    await workbench.inputWidget.filter({ hasText: 'Access token for' }).waitFor();
    await workbench.input.fill('two words');
    await workbench.inputWidget.getByText('The token contains a space').waitFor();
    await workbench.input.press('Enter');
    await workbench.input.fill('');
    assert.equal(await workbench.inputWidget.count(), 1);
    await workbench.page.keyboard.press('Escape');
  });
});

describe('A token in COZE_API_TOKEN', () => {
  const service = useService();
  const ui = useWorkbench(() => ({
    settings: { 'coze.baseUrl': service.baseUrl },
    environment: { COZE_API_TOKEN: secret },
  }));
  const inUse = () =>
    `The token in use for ${service.baseUrl} comes from the environment variable COZE_API_TOKEN.`;

  it('is named when a token is cleared and none is stored', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Coze: Clear access token');
    await workbench.notification(inUse()).waitFor();
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('is named when another token is set, and again when that one is cleared', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Coze: Set access token');
    await workbench.inputWidget.getByText('It takes precedence over the environment variable').waitFor();
    await workbench.answerInput(
      `Access token for ${service.baseUrl}`,
      'pat_Another0123456789abcdefghijklmnopqrstuv',
    );
    await workbench.notification('works.').waitFor();
    await workbench.runCommand('Coze: Clear access token');
    const cleared = workbench.notification(`for ${service.baseUrl} has been cleared.`);
    await cleared.filter({ hasText: inUse() }).waitFor();
    assert.equal(await workbench.page.getByText(secret).count(), 0);
  });

  it('can be chosen in the token box: the stored token is deleted, and that of the environment is checked', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.runCommand('Coze: Set access token');
    await workbench.answerInput(
      `Access token for ${service.baseUrl}`,
      'pat_Another0123456789abcdefghijklmnopqrstuv',
    );
    await workbench.notification('works.').waitFor();
    await workbench.runCommand('Notifications: Clear All Notifications');
    const before = service.requests.length;
    await workbench.runCommand('Coze: Set access token');
    await workbench.inputWidget.getByRole('button', { name: /this session only/i }).click();
    await workbench.row('It is set. A stored token is deleted').click();
    await until(() => service.requests.length > before);
    await workbench.notification('works.').waitFor();
    const sent = service.requests.slice(before).map(({ headers }) => headers['authorization']);
    assert.deepEqual([...new Set(sent)], [`Bearer ${secret}`]);
    await workbench.runCommand('Coze: Clear access token');
    await workbench.notification(inUse()).waitFor();
    assert.equal(await workbench.notifications.filter({ hasText: 'has been cleared' }).count(), 0);
  });
});
