import assert from 'node:assert/strict';
import { useServedChat } from './support/useServedChat';

describe('What can be done with a turn', () => {
  const { ui, service, body } = useServedChat();

  it('run again sends the same message once more, in the same conversation', async () => {
    const { chat } = ui.workbench;
    await chat.ask('my name is Ada', 'Nice to meet you, Ada');
    await chat.ask('how many messages?', 'This is message 2 of our conversation');
    const said = chat.messages('how many messages?');
    await said.hover();
    await said.getByRole('button', { name: 'Run again' }).click();
    await chat.answers('This is message 3 of our conversation', 'completed').waitFor();
    assert.equal(service.calls.length, 3);
    assert.deepEqual(body(2), body(1));
    assert.match(body(2).conversation_id ?? '', /^\d+$/);
    assert.equal(await chat.messages('how many messages?').count(), 1);
  });

  it('edit and send again begins a conversation that is told the turns before, and says where it came from', async () => {
    const { workbench } = ui;
    const { chat } = workbench;
    const said = chat.messages('how many messages?');
    await said.hover();
    await said.getByRole('button', { name: 'Edit and send again' }).click();
    await chat.textbox('Edited message').fill('what is my name?');
    await chat.button('Send as a new conversation').click();
    await chat.answers('Your name is Ada', 'completed').waitFor();
    await chat.text('Forked from “my name is Ada”').waitFor();
    assert.equal(service.calls.length, 4);
    assert.equal(body(3).conversation_id, undefined);
    assert.deepEqual(
      body(3).additional_messages.map(({ role, content }) => [role, content]),
      [
        ['user', 'my name is Ada'],
        ['assistant', 'Nice to meet you, **Ada**. Ask me later what your name is.'],
        ['user', 'what is my name?'],
      ],
    );
    await chat.ask('how many messages?', 'This is message 3 of our conversation');
    assert.match(body(4).conversation_id ?? '', /^\d+$/);
    assert.notEqual(body(4).conversation_id, body(2).conversation_id);
  });

  it('leaves the conversation it came from as it was', async () => {
    const { workbench } = ui;
    await workbench.showHistory();
    await workbench.rows.nth(1).click();
    await workbench.chat.text('Continued from').waitFor({ state: 'detached' });
    await workbench.chat.answers('This is message 3 of our conversation', 'completed').waitFor();
    await workbench.chat.messages('how many messages?').waitFor();
    assert.equal(await workbench.chat.messages('what is my name?').count(), 0);
  });

  it('hide takes a turn out of view for good, and nothing from the service', async () => {
    const { workbench } = ui;
    const { chat } = workbench;
    const said = chat.messages('my name is Ada');
    await said.hover();
    await said.getByRole('button', { name: 'Hide from view' }).click();
    await said.waitFor({ state: 'detached' });
    await workbench.reload();
    await workbench.runCommand('Coze: Focus chat');
    await chat.messages('how many messages?').waitFor();
    assert.equal(await said.count(), 0);
    await chat.ask('what is my name?', 'Your name is Ada');
    assert.equal(body(-1).conversation_id, body(2).conversation_id);
  });

  it('copy gives the answer as Markdown', async () => {
    const { workbench } = ui;
    const answer = workbench.chat.answers('Your name is Ada').last();
    await answer.hover();
    await answer.getByRole('button', { name: 'Copy message' }).click();
    await workbench.page.waitForFunction(async () =>
      (await navigator.clipboard.readText()).startsWith('Your name is **Ada**'),
    );
  });

  it('has no likes at a service of one’s own, which does not take them', async () => {
    const { chat } = ui.workbench;
    assert.equal(await chat.button('Good answer').count(), 0);
  });

  it('like and unlike are shown once the service has taken them, and can be taken back', async () => {
    const { workbench } = ui;
    const { chat } = workbench;
    await workbench.tryDemo();
    await chat.text('Ask Demo').waitFor();
    await chat.ask('my name is Bob', 'Nice to meet you, Bob');
    const answer = chat.answers('Nice to meet you, Bob');
    await answer.hover();
    const pressed = (name: string, isPressed: boolean) =>
      answer.getByRole('button', { name, exact: true, pressed: isPressed });
    await pressed('Good answer', false).click();
    await pressed('Good answer', true).waitFor();
    await pressed('Bad answer', false).click();
    await pressed('Bad answer', true).waitFor();
    await pressed('Good answer', false).waitFor();
    await pressed('Bad answer', true).click();
    await pressed('Bad answer', false).waitFor();
    assert.equal(await workbench.notifications.count(), 0);
  });
});
