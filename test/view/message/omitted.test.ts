import assert from 'node:assert/strict';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import { limits } from '../../../src/shared/limits';
import { chatPages } from '../support/hooks';
import { story } from '../support/story';

describe('items beyond the limits of a conversation', () => {
  const open = chatPages();

  it('are counted below their list', async () => {
    const question = { type: 'options', title: 'Which?', options: ['Noodles'], omitted: 19_800 } as const;
    const chat = await open({
      events: [
        story.started(),
        story.sent('t1', 'card'),
        story.message('t1r1', 'Which?', { body: { type: 'card', raw: '{}', question } }),
        ...story.waiting('t1r1'),
      ],
    });
    const form = chat.page.getByRole('form', { name: 'The workflow is waiting for your answer' });
    assert.match(await form.innerText(), /19,800 more not shown\./);
  });

  it('are counted for messages and suggestions at the end of the run', async () => {
    const suggestions = Array.from({ length: limits.followUps + 3 }, (_, index): ChatEvent => ({
      type: 'followUpSuggested',
      runId: 't1r1',
      text: `What about ${index}?`,
    }));
    const messages = Array.from({ length: limits.messages + 7 }, (_, index): ChatEvent => ({
      type: 'messageCompleted',
      ...{ runId: 't1r1', messageId: String(index), role: 'assistant', text: 'x', body: { type: 'text' } },
    }));
    const chat = await open({
      events: [story.started(), story.sent('t1', 'go'), ...messages, ...suggestions, story.completed('t1r1')],
    });
    await chat.page.getByText('Messages beyond the limit not shown: 7.').waitFor();
    await chat.page.getByText('3 more not shown.').waitFor();
  });
});
