import assert from 'node:assert/strict';
import { useSharedWorkbench } from '../support/useWorkbench';

describe('The demo in the workbench', () => {
  const ui = useSharedWorkbench(undefined, (workbench) => workbench.tryDemo());

  it('answers a message with Markdown', async () => {
    const { chat } = ui.workbench;
    await chat.ask('show me markdown', 'How it compares');
    const answer = chat.answers('How it compares');
    assert.equal(await answer.getByRole('table').locator('tbody tr').count(), 3);
    assert.match(await answer.locator('pre code').innerText(), /export function sorted/);
    assert.equal(await chat.messages('show me markdown').count(), 1);
    const background = answer
      .locator('pre code')
      .evaluate((code) => code.ownerDocument.defaultView?.getComputedStyle(code).backgroundColor);
    assert.equal(await background, 'rgba(0, 0, 0, 0)', 'a code block is styled like inline code');
  });

  it('remembers earlier messages', async () => {
    const { chat } = ui.workbench;
    await chat.ask('my name is Ada', 'Nice to meet you, Ada');
    await chat.ask('what is my name?', 'Your name is Ada');
  });

  it('asks in the middle of a run, accepts the reply, and continues in the same turn', async () => {
    const { chat } = ui.workbench;
    await chat.send('ask me');
    await chat.answers('What would you like to have for lunch?', 'waiting').waitFor();
    await chat.reply('noodles');
    await chat.answers('Good choice: noodles', 'completed').waitFor();
    await chat.question.waitFor({ state: 'detached' });
    assert.equal(await chat.text('Left unanswered').count(), 0);
  });

  it('asks a second time after the first answer', async () => {
    const { chat } = ui.workbench;
    await chat.send('two questions');
    await chat.answers('which city are you travelling to?', 'waiting').waitFor();
    await chat.reply('Hangzhou');
    await chat.answers('for how many days?', 'waiting').waitFor();
    await chat.reply('3');
    await chat.answers('Your trip: Hangzhou, 3 days', 'completed').waitFor();
  });

  it('asks with a card whose options are buttons', async () => {
    const { chat } = ui.workbench;
    await chat.send('card');
    await chat.question.getByText('Which colour should the button have?').waitFor();
    await chat.question.getByRole('button', { name: /^Green/ }).click();
    await chat.answers('The button will be Green', 'completed').waitFor();
  });

  it('asks with a form whose fields are text boxes', async () => {
    const { chat } = ui.workbench;
    await chat.send('form');
    await chat.question.getByRole('textbox', { name: /^city/ }).fill('Suzhou');
    await chat.question.getByRole('textbox', { name: /^days/ }).fill('2');
    await chat.question.getByRole('button', { name: 'Reply' }).click();
    await chat.answers('city: Suzhou', 'completed').waitFor();
  });

  it('stops, and keeps the received text', async () => {
    const { chat } = ui.workbench;
    await chat.send('stall');
    await chat.answers('From here on, nothing more will come', 'streaming').waitFor();
    await chat.stopButton.click();
    await chat.answers('From here on, nothing more will come', 'stopped').waitFor();
    await chat.stopButton.waitFor({ state: 'hidden' });
    await chat.ask('how many messages?', 'of our conversation');
  });

  it('shows why a run failed', async () => {
    const { chat } = ui.workbench;
    await chat.send('fail');
    await chat.answers('The first step is done', 'failed').waitFor();
    const alert = chat.alerts.filter({ hasText: '720701013' });
    await alert.waitFor();
    assert.match(await alert.innerText(), /The workflow execution failed/);
  });

  it('names the demo when it is stopped or fails, and has no debug page', async () => {
    const { chat } = ui.workbench;
    await chat.send('error 4101');
    const alert = chat.alerts.filter({ hasText: '4101' });
    await alert.waitFor();
    assert.match(await alert.innerText(), /The demo simulated this error/);
    assert.doesNotMatch(await alert.innerText(), /Coze|token|permission|demo\.invalid/i);
    await chat.composer.fill('');
    await chat.send('stall');
    await chat.answers('From here on, nothing more will come', 'streaming').waitFor();
    await chat.stopButton.click();
    const stopped = chat.answers('From here on, nothing more will come', 'stopped').last();
    await stopped.waitFor();
    assert.doesNotMatch(await stopped.innerText(), /Coze|billed/);
    assert.equal(await chat.link('Open debug page').count(), 0);
  });
});
