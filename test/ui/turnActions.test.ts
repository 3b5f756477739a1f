import assert from 'node:assert/strict';
import { useServedChat } from './support/useServedChat';

describe('What can be done with a turn', () => {
  const { ui, service, body } = useServedChat();

  /** A conversation of two turns with the service. */
  const begin = async () => {
    const { workbench } = ui;
    await workbench.runCommand('Coze: New conversation');
    await workbench.chat.text('Ask Simulated').waitFor();
    await workbench.chat.ask('my name is Ada', 'Nice to meet you, Ada');
    await workbench.chat.ask('how many messages?', 'This is message 2 of our conversation');
    return { calls: service.calls.length, conversation: body(-1).conversation_id };
  };
  const act = async (message: string, name: string) => {
    const said = ui.workbench.chat.messages(message);
    await said.hover();
    await said.getByRole('button', { name }).click();
    return said;
  };
  const editAndSendAgain = async () => {
    const { chat } = ui.workbench;
    await act('how many messages?', 'Edit and send again');
    await chat.textbox('Edited message').fill('what is my name?');
    await chat.button('Send as a new conversation').click();
    await chat.answers('Your name is Ada', 'completed').waitFor();
  };

  it('run again sends the same message once more, in the same conversation', async () => {
    const { chat } = ui.workbench;
    const { calls, conversation } = await begin();
    const said = await act('how many messages?', 'Run again');
    await chat.answers('This is message 3 of our conversation', 'completed').waitFor();
    assert.equal(service.calls.length, calls + 1);
    assert.deepEqual(body(-1), body(-2));
    assert.match(conversation ?? '', /^\d+$/);
    assert.equal(body(-1).conversation_id, conversation);
    assert.equal(await said.count(), 1);
  });

  it('edit and send again begins a conversation that is told the turns before, and says where it came from', async () => {
    const { chat } = ui.workbench;
    const { calls, conversation } = await begin();
    await editAndSendAgain();
    await chat.text('Forked from “my name is Ada”').waitFor();
    assert.equal(service.calls.length, calls + 1);
    assert.equal(body(-1).conversation_id, undefined);
    assert.deepEqual(
      body(-1).additional_messages.map(({ role, content }) => [role, content]),
      [
        ['user', 'my name is Ada'],
        ['assistant', 'Nice to meet you, **Ada**. Ask me later what your name is.'],
        ['user', 'what is my name?'],
      ],
    );
    await chat.ask('how many messages?', 'This is message 3 of our conversation');
    assert.match(body(-1).conversation_id ?? '', /^\d+$/);
    assert.notEqual(body(-1).conversation_id, conversation);
  });

  it('edit and send again leaves the conversation it came from as it was', async () => {
    const { workbench } = ui;
    const { chat } = workbench;
    await begin();
    await editAndSendAgain();
    await workbench.showHistory();
    await workbench.rows.nth(1).click();
    await chat.text('Forked from').waitFor({ state: 'detached' });
    await chat.answers('This is message 2 of our conversation', 'completed').waitFor();
    await chat.messages('how many messages?').waitFor();
    assert.equal(await chat.messages('what is my name?').count(), 0);
  });

  it('hide takes a turn out of view, also after a restart, and nothing from the service', async () => {
    const { workbench } = ui;
    const { chat } = workbench;
    const { conversation } = await begin();
    const said = await act('my name is Ada', 'Hide from view');
    await said.waitFor({ state: 'detached' });
    await workbench.reload();
    await workbench.runCommand('Coze: Focus chat');
    await chat.messages('how many messages?').waitFor();
    assert.equal(await said.count(), 0);
    await chat.ask('what is my name?', 'Your name is Ada');
    assert.equal(body(-1).conversation_id, conversation);
  });

  it('copy gives the answer as Markdown', async () => {
    const { workbench } = ui;
    await begin();
    const answer = workbench.chat.answers('Nice to meet you, Ada');
    await answer.hover();
    await answer.getByRole('button', { name: 'Copy message' }).click();
    await workbench.page.waitForFunction(async () =>
      (await navigator.clipboard.readText()).startsWith('Nice to meet you, **Ada**'),
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
