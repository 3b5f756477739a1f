import assert from 'node:assert/strict';
import { usePacedService } from '../support/pacedService';
import { useServedChat } from '../support/useServedChat';
import type { Workbench } from '../support/workbench';

const names = ['Ada', 'Bob', 'Cleo', 'Dora', 'Emil', 'Finn'];

describe('Two windows on one conversation', () => {
  const { service, pace } = usePacedService();
  const { ui, body } = useServedChat(service);
  let other: Workbench;
  let name: string;
  let conversations = 0;

  before('open the other window', async () => {
    other = await ui.workbench.openWindow();
  });

  beforeEach('start a conversation, and open it in the other window from the history', async () => {
    pace.resume();
    name = names[conversations++ % names.length] ?? 'Ada';
    const { chat } = ui.workbench;
    await ui.workbench.newConversation();
    await chat.ask(`my name is ${name}`, `Nice to meet you, ${name}`);
    await other.closeLeftovers();
    await other.showHistory();
    await other.row(`my name is ${name}`).click();
    await other.chat.answers(`Nice to meet you, ${name}`, 'completed').waitFor();
  });

  it('show the same messages', async () => {
    const [here, there] = await Promise.all(
      [ui.workbench, other].map(({ chat }) => chat.answers(name).innerText()),
    );
    assert.equal(here, there);
  });

  it('both stream an answer that one asked for, with one call', async () => {
    const { chat } = ui.workbench;
    const before = service.calls.length;
    pace.pauseAfter(40);
    await chat.send('show me markdown');
    await other.chat.messages('show me markdown').waitFor();
    await other.chat.answers('small sorting function', 'streaming').waitFor();
    pace.resume();
    await chat.answers('gives [1, 10, 9]', 'completed').waitFor();
    await other.chat.answers('gives [1, 10, 9]', 'completed').waitFor();
    assert.equal(service.calls.length, before + 1);
  });

  it('answer the question of a run that the other started', async () => {
    const { chat } = ui.workbench;
    const before = service.calls.length;
    await chat.send('ask me');
    await other.chat.answers('for lunch?', 'waiting').waitFor();
    await other.chat.reply('noodles');
    await other.chat.answers('Good choice: noodles', 'completed').waitFor();
    await chat.answers('Good choice: noodles', 'completed').waitFor();
    assert.equal(await chat.question.count(), 0);
    assert.equal(service.calls.length, before + 2);
    assert.equal(body(-1).conversation_id, body(-2).conversation_id);
  });

  it('stop a run of the other', async () => {
    const { chat } = ui.workbench;
    await chat.send('stall');
    await other.chat.answers('From here on, nothing more will come', 'streaming').waitFor();
    await other.chat.stopButton.click();
    await other.chat.answers('From here on, nothing more will come', 'stopped').waitFor();
    await chat.answers('From here on, nothing more will come', 'stopped').waitFor();
    assert.equal(await service.calls.at(-1)?.ended, 'aborted');
    await chat.stopButton.waitFor({ state: 'hidden' });
  });

  it('both close it when one deletes it', async () => {
    const { workbench } = ui;
    await workbench.showHistory();
    await workbench.clickInRow(`my name is ${name}`, 'Delete');
    await other.chat.text('Ask Simulated').waitFor();
    assert.equal(await other.chat.messages().count(), 0);
    await workbench.page.keyboard.press('Escape');
    await workbench.chat.text('Ask Simulated').waitFor();
  });
});
