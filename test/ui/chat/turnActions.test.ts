import assert from 'node:assert/strict';
import { useServedChat } from '../support/useServedChat';

describe('The actions of a turn', () => {
  const { ui, service, body } = useServedChat();

  /** Starts a conversation of two turns with the service. */
  const begin = async () => {
    const { workbench } = ui;
    await workbench.newConversation();
    await workbench.chat.ask('my name is Ada', 'Nice to meet you, Ada');
    await workbench.chat.ask('how many messages?', 'This is message 2 of our conversation');
    return { calls: service.calls.length, conversation: body(-1).conversation_id };
  };
  const act = async (message: string, name: string) => {
    const sent = ui.workbench.chat.messages(message);
    await sent.hover();
    await sent.getByRole('button', { name }).click();
    return sent;
  };
  const editAndSendAgain = async () => {
    const { chat } = ui.workbench;
    await act('how many messages?', 'Edit and send again');
    await chat.textbox('Edited message').fill('what is my name?');
    await chat.button('Send as a new conversation').click();
    await chat.answers('Your name is Ada', 'completed').waitFor();
  };

  it('run again sends the same message in the same conversation', async () => {
    const { chat } = ui.workbench;
    const { calls, conversation } = await begin();
    const sent = await act('how many messages?', 'Run again');
    await chat.answers('This is message 3 of our conversation', 'completed').waitFor();
    assert.equal(service.calls.length, calls + 1);
    assert.deepEqual(body(-1), body(-2));
    assert.match(conversation ?? '', /^\d+$/);
    assert.equal(body(-1).conversation_id, conversation);
    assert.equal(await sent.count(), 1);
  });

  it('edit and send again starts a conversation with the earlier turns, and links to the original', async () => {
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

  it('edit and send again leaves the original conversation unchanged', async () => {
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

  it('hide removes a turn from the view until it is shown again, also after a restart, and nothing from the service', async () => {
    const { workbench } = ui;
    const { chat } = workbench;
    const { conversation } = await begin();
    const hide = async () => {
      const hidden = await act('my name is Ada', 'Hide from view');
      await hidden.waitFor({ state: 'detached' });
      return hidden;
    };
    const sent = await hide();
    await chat.button('Undo').click();
    await sent.waitFor();
    await hide();
    await workbench.reload();
    await workbench.runCommand('Coze: Focus chat');
    await chat.messages('how many messages?').waitFor();
    assert.equal(await sent.count(), 0);
    await chat.ask('what is my name?', 'Your name is Ada');
    assert.equal(body(-1).conversation_id, conversation);
    await chat.text('1 hidden').waitFor();
    await chat.button('Show').click();
    await sent.waitFor();
    await chat.text('1 hidden').waitFor({ state: 'detached' });
  });

  it('copy copies the answer as Markdown', async () => {
    const { workbench } = ui;
    await begin();
    const answer = workbench.chat.answers('Nice to meet you, Ada');
    await answer.hover();
    await answer.getByRole('button', { name: 'Copy message' }).click();
    await workbench.page.waitForFunction(async () =>
      (await navigator.clipboard.readText()).startsWith('Nice to meet you, **Ada**'),
    );
  });

  it('like is absent for a self-hosted service, which does not accept it', async () => {
    const { chat } = ui.workbench;
    assert.equal(await chat.button('Good answer').count(), 0);
  });

  it('like and unlike are shown once the service has accepted them, and can be undone', async () => {
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
