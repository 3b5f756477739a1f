import assert from 'node:assert/strict';
import { useService } from '../support/useService';
import { useSharedWorkbench } from '../support/useWorkbench';

describe('A token of an unknown form', () => {
  const service = useService();
  const ui = useSharedWorkbench(
    () => ({
      hasNoToken: true,
      settings: {
        'coze.baseUrl': service.baseUrl,
        'coze.workflows': [{ name: 'Simulated', workflowId: '7500000000000000007' }],
      },
    }),
    async (workbench) => {
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
