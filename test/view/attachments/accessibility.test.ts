import assert from 'node:assert/strict';
import { colorViolations, seriousViolations } from '../support/axe';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { report, transfer, upload } from '../support/transfers';

const openMenu = async (chat: ChatPage) => {
  await chat.button(/^(Attach|添加附件)$/).click();
  await chat.page.getByRole('menuitem').first().waitFor();
};

async function everyChip(chat: ChatPage): Promise<void> {
  await chat.say({
    type: 'addSnippet',
    label: 'src/a long folder/app.ts:3–10',
    text: 'key = "pat_abcdefghijklmnopqrstuvwxyz0"',
  });
  const attachments = [{ kind: 'audio', url: 'https://a.long.host.example/x.mp3', name: 'x.mp3' }] as const;
  await chat.say({ type: 'restoreDraft', text: '', attachments });
  await report(
    chat,
    upload('a', { kind: 'image' }),
    upload('b', { name: `${'long name '.repeat(8)}.xlsx`, state: 'uploading', sentBytes: 9 }),
    upload('c', { state: 'waiting', sentBytes: 0 }),
    upload('d', { state: 'failed', problem: `The file ${'x'.repeat(60)} is empty.` }),
  );
  await chat.page.locator('[data-chip="snippet 0"] summary').click();
  await chat.settled();
}

const states: readonly (readonly [string, (chat: ChatPage) => Promise<void>])[] = [
  ['every chip', everyChip],
  ['the menu', openMenu],
  [
    'the form for a URL',
    async (chat) => {
      await openMenu(chat);
      await chat.page.getByRole('menuitem').nth(1).click();
      await chat.page.locator('form.attach').waitFor();
    },
  ],
  [
    'a message that waits for uploads',
    async (chat) => {
      await report(chat, upload('a', { state: 'uploading' }));
      await chat.box.press('Enter');
      await chat.settled();
    },
  ],
  [
    'the drop zone',
    async (chat) => {
      await transfer(chat, 'dragenter', { files: [{ name: 'a', size: 1 }] });
      await chat.page.locator('.drop-zone').waitFor();
    },
  ],
];

describe('accessibility of attachments', () => {
  const open = chatPages();

  for (const [name, prepare] of states) {
    for (const language of ['en', 'zh-cn']) {
      it(`has no serious finding of axe-core and nothing too wide: ${name} (${language})`, async () => {
        const chat = await open({ theme: 'Dark Modern', language });
        await prepare(chat);
        assert.deepEqual(await seriousViolations(chat.page), []);
        for (const width of [400, 240, 200]) {
          await chat.page.setViewportSize({ width, height: 600 });
          await chat.settled();
          const wide = await chat.page.evaluate(() =>
            [...document.querySelectorAll('.composer *')]
              .filter(
                (one) =>
                  !one.closest('.hidden, pre, svg') && one.getBoundingClientRect().right > innerWidth + 1,
              )
              .map((one) => `${one.localName}.${one.className}`),
          );
          assert.deepEqual(wide, [], String(width));
        }
      });
    }

    it(`has no serious finding about colours in any theme: ${name}`, async () => {
      const chat = await open({ theme: 'Light Modern' });
      await prepare(chat);
      assert.deepEqual(await colorViolations(chat.page), []);
    });
  }

  it('lets the menu be used from the keyboard', async () => {
    const chat = await open();
    await chat.button('Attach').focus();
    const press = async (key: string) => {
      await chat.page.keyboard.press(key);
      await chat.settled();
      return chat.page.evaluate(() =>
        (
          document.activeElement?.getAttribute('aria-label') ??
          document.activeElement?.textContent ??
          ''
        ).trim(),
      );
    };
    await press('Enter');
    await chat.page.getByRole('menuitem').first().waitFor();
    await chat.settled();
    const walk = [];
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Home', 'End'])
      walk.push(await press(key));
    const [file, url, preview] = ['Choose file…', 'Add by URL…', 'Preview request'];
    assert.deepEqual(walk, [url, preview, file, preview, file, preview]);
    assert.equal(await press('Escape'), 'Attach');
    assert.equal(await chat.page.getByRole('menu').count(), 0);
    assert.equal(await chat.button('Attach').getAttribute('aria-expanded'), 'false');
    await press('Enter');
    assert.equal(await press('Enter'), 'Message');
    assert.deepEqual(await chat.posted('attachFiles'), [{ type: 'attachFiles' }]);
  });

  it('closes the menu with a click outside and with a second click on the button', async () => {
    const chat = await open();
    await openMenu(chat);
    await chat.box.click();
    await chat.settled();
    assert.equal(await chat.page.getByRole('menu').count(), 0);
    await openMenu(chat);
    await chat.button('Attach').click();
    await chat.settled();
    assert.equal(await chat.page.getByRole('menu').count(), 0);
  });
});
