import assert from 'node:assert/strict';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import type { JsonObject } from '../../../src/shared/json/json';
import { seriousViolations } from '../support/axe';
import { chatPages } from '../support/hooks';
import { story } from '../support/story';

/** With a mark of text direction in a name, an invisible character, and markup. */
const parameters = JSON.parse(
  '{"city":"<b>Rome</b>","order":{"a":1},"na\u202eme":"x\u200by","days":"12345678901234567890"}',
) as JsonObject;
const shown =
  '{\n  "city": "<b>Rome</b>",\n  "order": {\n    "a": 1\n  },\n  "na\\u202eme": "x\\u200by",\n  "days": "12345678901234567890"\n}';

describe('the inputs of a sent message', () => {
  const open = chatPages();

  const sent: ChatEvent = {
    type: 'messageSent',
    turnId: 't1',
    runId: 't1r1',
    text: 'plan it',
    attachments: [],
    parameters,
    at: 1,
  };

  for (const [language, summary] of [
    ['en', 'Inputs: city, order, name, days'],
    ['zh-cn', '输入：city, order, name, days'],
  ] as const) {
    it(`are named below it, and shown as JSON when they are opened (${language})`, async () => {
      const chat = await open({ language, events: [story.started(), sent] });
      const details = chat.log.locator('article[data-role=user] details');
      assert.equal(await details.locator('summary').innerText(), summary);
      assert.equal(await details.locator('pre').count(), 0);
      await details.locator('summary').focus();
      await chat.page.keyboard.press('Enter');
      await details.locator('pre').waitFor();
      assert.equal(await details.locator('pre').textContent(), shown);
      assert.deepEqual(await seriousViolations(chat.page), []);
    });
  }

  it('are not named where there are none', async () => {
    const chat = await open({ events: [story.started(), story.sent('t1', 'x')] });
    await chat.log.locator('article[data-role=user]').waitFor();
    assert.equal(await chat.log.locator('article[data-role=user] details').count(), 0);
  });
});
