import assert from 'node:assert/strict';
import { until } from '../support/until';
import { useServedChat } from '../support/useServedChat';
import { useService } from '../support/useService';

const rightToken = 'pat_TheRightOneOfTheUiTests0123456789abcdefg';

describe('A message that was refused for a wrong token', () => {
  const { ui, service } = useServedChat(useService({ tokens: [rightToken] }));

  it('leaves the message box and collapses its failure after a retry with the right token', async () => {
    const { workbench } = ui;
    const { chat } = workbench;
    await chat.send('show me markdown');
    await chat.alerts.filter({ hasText: '4100' }).waitFor();
    await until(async () => (await chat.composer.inputValue()) === 'show me markdown');
    await workbench.runCommand('Coze: Set access token');
    await workbench.answerInput(`Access token for ${service.baseUrl}`, rightToken);
    await chat.button('Try again').click();
    await chat.answers('How it compares', 'completed').waitFor();
    assert.equal(await chat.composer.inputValue(), '');
    await chat.button('Send').waitFor();
    assert.equal(await chat.button('Send').isDisabled(), true);
    assert.equal(await chat.alerts.count(), 0);
    assert.equal(await chat.messages('show me markdown').count(), 1);
    assert.equal(service.calls.length, 2);
    await chat.text('1 earlier attempt').click();
    await chat.alerts.filter({ hasText: '4100' }).waitFor();
  });
});
