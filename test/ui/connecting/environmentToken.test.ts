import assert from 'node:assert/strict';
import { sharedToken } from '../support/sharedWindow';
import { until } from '../support/until';
import { useService } from '../support/useService';
import { useSharedWorkbench } from '../support/useWorkbench';

describe('A token in COZE_API_TOKEN', () => {
  const service = useService();
  const ui = useSharedWorkbench(() => ({
    settings: { 'coze.baseUrl': service.baseUrl },
    // A shared window keeps the tokens that tests before have stored.
    isNew: true,
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
    assert.equal(await workbench.page.getByText(sharedToken).count(), 0);
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
    assert.deepEqual([...new Set(sent)], [`Bearer ${sharedToken}`]);
    await workbench.runCommand('Coze: Clear access token');
    await workbench.notification(inUse()).waitFor();
    assert.equal(await workbench.notifications.filter({ hasText: 'has been cleared' }).count(), 0);
  });
});
