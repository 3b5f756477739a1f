import assert from 'node:assert/strict';
import { attachmentsEn } from '../../../webview/words/attachments.en';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { report, upload } from '../support/transfers';

const list = (chat: ChatPage) => chat.page.getByRole('list', { name: 'Attachments' });
const chip = (chat: ChatPage, name: string | RegExp) => list(chat).getByRole('listitem', { name });
const focusedName = (chat: ChatPage) =>
  chat.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.id);
const announced = (chat: ChatPage) => chat.page.locator('#root > [role=status]').textContent();

/** State of an upload, and what its chip is called and shows. */
const states = [
  ['waiting', { state: 'waiting', sentBytes: 0 }, 'a.pdf, 1.2 MB, waiting', '0%', ['Remove a.pdf']],
  [
    'uploading',
    { state: 'uploading', sentBytes: 493_827 },
    'a.pdf, 1.2 MB, uploading, 40%',
    '40%',
    ['Remove a.pdf'],
  ],
  [
    'nearly sent',
    { state: 'uploading', sentBytes: 1_234_566 },
    'a.pdf, 1.2 MB, uploading, 99%',
    '99%',
    ['Remove a.pdf'],
  ],
  ['ready', {}, 'a.pdf, 1.2 MB, ready', '1.2 MB', ['Remove a.pdf']],
  [
    'failed',
    { state: 'failed', problem: 'The file is empty.' },
    'a.pdf, 1.2 MB, failed: The file is empty.',
    'The file is empty.',
    ['Retry a.pdf', 'Remove a.pdf'],
  ],
  [
    'failed for good',
    { state: 'failed', problem: 'Not a regular file.', canRetry: false },
    'a.pdf, 1.2 MB, failed: Not a regular file.',
    'Not a regular file.',
    ['Remove a.pdf'],
  ],
] as const;

describe('the chips of uploads', () => {
  const open = chatPages();

  for (const [name, change, label, shown, buttons] of states) {
    it(`show name, size and state: ${name}`, async () => {
      const chat = await open();
      await report(chat, upload('a', change));
      const one = chip(chat, label);
      assert.equal(await one.count(), 1, label);
      assert.equal(await one.getByText(shown, { exact: true }).count(), 1);
      const names = await one.getByRole('button').evaluateAll((all) => all.map((button) => button.ariaLabel));
      assert.deepEqual(names, buttons);
    });
  }

  it('have a progress bar with a text while they are uploaded', async () => {
    const chat = await open();
    await report(chat, upload('a', { state: 'uploading', sentBytes: 617_284 }));
    const bar = chat.page.getByRole('progressbar', { name: 'Upload of a.pdf' });
    assert.equal(await bar.getAttribute('aria-valuetext'), '50% of 1.2 MB');
    assert.equal(await bar.getAttribute('value'), '50');
    await report(chat, upload('a'));
    assert.equal(await bar.count(), 0);
  });

  it('announce the beginning, the half of a long upload, and the end', async () => {
    const chat = await open();
    const size = 10_000_000;
    const seen: (string | null)[] = [];
    const steps = [
      { state: 'waiting', sentBytes: 0 },
      { state: 'uploading', sentBytes: 0 },
      { state: 'uploading', sentBytes: 1_000_000 },
      { state: 'uploading', sentBytes: 6_000_000 },
      { state: 'uploading', sentBytes: 7_000_000 },
      { state: 'ready', sentBytes: size },
    ] as const;
    for (const step of steps) {
      await report(chat, upload('a', { size, ...step }));
      const words = await announced(chat);
      if (words !== seen.at(-1)) seen.push(words);
    }
    assert.deepEqual(seen, ['', 'Uploading a.pdf.', 'a.pdf: half is uploaded.', 'a.pdf is attached.']);
  });

  it('post remove and retry, and hide a removed upload at once', async () => {
    const chat = await open();
    await report(chat, upload('a', { state: 'failed', problem: 'No connection.' }), upload('b'));
    await chat.button('Retry a.pdf').click();
    assert.deepEqual(await chat.posted('retryUpload'), [{ type: 'retryUpload', id: 'a' }]);
    await chat.button('Remove b.pdf').click();
    await chat.settled();
    assert.deepEqual(await chat.posted('removeUpload'), [{ type: 'removeUpload', id: 'b' }]);
    assert.equal(await list(chat).getByRole('listitem').count(), 1);
    assert.equal(await announced(chat), 'b.pdf removed.');
  });

  it('show a preview of a picture, which needs no alternative text', async () => {
    const chat = await open();
    const preview = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
    await report(chat, upload('a', { kind: 'image', preview }));
    const picture = list(chat).locator('img');
    assert.equal(await picture.getAttribute('alt'), '');
    assert.equal(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth), 1);
  });

  it('shorten a long name in its middle and keep it whole in the accessible name and the tooltip', async () => {
    const chat = await open({ width: 240 });
    const name = `${'quarterly report of the northern region '.repeat(3)}final 2026.xlsx`;
    await report(chat, upload('a', { name }));
    const one = chip(chat, `${name}, 1.2 MB, ready`);
    assert.match((await one.getAttribute('title')) ?? '', new RegExp(`^${name}`));
    assert.equal(await one.locator('.tail').textContent(), 'al 2026.xlsx');
    const { head, tail, row } = await one.evaluate((element) => {
      const box = (selector: string) => element.querySelector(selector)!.getBoundingClientRect();
      const { clientWidth, scrollWidth } = element.querySelector('.head')!;
      return { head: { clientWidth, scrollWidth }, tail: box('.tail').right, row: box('.action').left };
    });
    assert.ok(head.scrollWidth > head.clientWidth && head.clientWidth > 10, JSON.stringify(head));
    assert.ok(tail <= row, `${tail} > ${row}`);
  });

  it('are one stop of Tab with their buttons; arrow keys move, Delete removes', async () => {
    const chat = await open();
    await report(chat, upload('a'), upload('b'), upload('c'));
    await chat.box.focus();
    const back = async () => {
      await chat.page.keyboard.press('Shift+Tab');
      await chat.settled();
      return focusedName(chat);
    };
    assert.deepEqual([await back(), await back()], ['Remove a.pdf', 'a.pdf, 1.2 MB, ready']);
    const press = async (key: string) => {
      await chat.page.keyboard.press(key);
      await chat.settled();
      return focusedName(chat);
    };
    assert.equal(await press('ArrowRight'), 'b.pdf, 1.2 MB, ready');
    assert.equal(await press('End'), 'c.pdf, 1.2 MB, ready');
    assert.equal(await press('ArrowRight'), 'c.pdf, 1.2 MB, ready');
    assert.equal(await press('Tab'), 'Remove c.pdf');
    assert.equal(await press('Shift+Tab'), 'c.pdf, 1.2 MB, ready');
    assert.equal(await press('Home'), 'a.pdf, 1.2 MB, ready');
    assert.equal(await press('Delete'), 'b.pdf, 1.2 MB, ready');
    assert.equal(await press('ArrowDown'), 'c.pdf, 1.2 MB, ready');
    assert.equal(await press('Delete'), 'b.pdf, 1.2 MB, ready');
    assert.equal(await press('Backspace'), 'Message');
    assert.deepEqual(
      (await chat.posted('removeUpload')).map(({ id }) => id),
      ['a', 'c', 'b'],
    );
  });

  it('leave the message box in view, however many there are', async () => {
    const chat = await open({ height: 400, width: 240 });
    const problem = 'The file is empty. '.repeat(5);
    const many = Array.from({ length: 20 }, (_, index) => upload(`u${index}`, { state: 'failed', problem }));
    await report(chat, ...many);
    const { y, height } = (await chat.button('Send').boundingBox())!;
    assert.ok(y > 0 && y + height <= 400, `${y} + ${height}`);
  });

  it('of a form are not in the list of the composer', async () => {
    const chat = await open();
    await report(chat, upload('a'), upload('b', { field: '/photo' }));
    assert.equal(await list(chat).getByRole('listitem').count(), 1);
  });

  it('show the names of files as text', async () => {
    const chat = await open();
    const name = '<img src=x onerror=hit()> $(bug) **b** `c`.png';
    await report(chat, upload('a', { name }));
    assert.equal(await chip(chat, `${name}, 1.2 MB, ready`).count(), 1);
    assert.equal(await list(chat).locator('img').count(), 0);
  });

  it('are in Chinese where VS Code is', async () => {
    const chat = await open({ language: 'zh-cn' });
    await report(
      chat,
      upload('a', { state: 'uploading', sentBytes: 1 }),
      upload('b', { state: 'failed', problem: '文件为空。' }),
    );
    const shown = await chat.page
      .locator('ul[role=list]')
      .evaluate((element) =>
        [...element.querySelectorAll('*')]
          .flatMap((one) => [one.ariaLabel, one.getAttribute('title'), one.getAttribute('aria-valuetext')])
          .join('\n'),
      );
    const english = Object.values(attachmentsEn).filter(
      (words) => words.length > 4 && shown.includes(words.replace(/\{.*$/, '')) && !words.startsWith('{'),
    );
    assert.deepEqual(english, []);
    assert.match(shown, /b\.pdf，1\.2 MB，失败：文件为空。/);
  });
});
