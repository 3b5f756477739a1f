import assert from 'node:assert/strict';
import type { MediaItem } from '../../../src/shared/conversation/content';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { story, turn } from '../support/story';

const gif = { mime: 'image/gif', data: 'R0lGODlhAQABAAAAACw=' } as const;
const inText = { messageKey: 't1r1/0', source: 'markdown', index: 0 } as const;
const inBody = { messageKey: 't1r1/0', source: 'body', index: 0 } as const;

const withItems = (...items: readonly MediaItem[]) => [
  story.started(),
  story.sent('t1', 'media'),
  story.message('t1r1', '', { body: { type: 'media', items } }),
  story.completed('t1r1'),
];

/** What was asked of the host for loaded media, in order. */
async function acts(chat: ChatPage): Promise<readonly string[]> {
  const types = await chat.page.evaluate(() =>
    (globalThis as unknown as { cozeStub: { posted: { type: string }[] } }).cozeStub.posted.map(
      ({ type }) => type,
    ),
  );
  return types.filter((type) => type === 'saveMedia' || type === 'openMediaInEditor');
}

/** The loads without a click. */
async function automatic(chat: ChatPage): Promise<readonly string[]> {
  await chat.settled();
  const loads = await chat.posted('loadMedia');
  return loads.map(({ source, index, isAutomatic }) => `${source} ${String(index)} ${String(isAutomatic)}`);
}

describe('the media of an answer', () => {
  const open = chatPages();

  it('that are loaded are saved or opened in an editor, by keyboard', async () => {
    const chat = await open({ events: withItems({ kind: 'image', url: 'https://pictures.example/a.png' }) });
    assert.equal(await chat.log.getByRole('button', { name: 'Save as…' }).count(), 0, 'not loaded yet');
    await chat.say({ type: 'mediaLoaded', ...inBody, ...gif });
    await chat.log.getByRole('button', { name: 'Save as…' }).press('Enter');
    await chat.log.getByRole('button', { name: 'Open in editor' }).press('Enter');
    assert.deepEqual(await acts(chat), ['saveMedia', 'openMediaInEditor']);
    assert.deepEqual(await chat.posted('saveMedia'), [{ type: 'saveMedia', ...inBody }]);
    assert.deepEqual(await chat.posted('openMediaInEditor'), [{ type: 'openMediaInEditor', ...inBody }]);
  });

  it('that are sounds are saved only; files are saved or opened without being shown', async () => {
    const chat = await open({
      events: withItems(
        { kind: 'audio', url: 'https://media.example/a.wav' },
        { kind: 'file', url: 'https://media.example/b.csv', name: 'b.csv' },
      ),
    });
    await chat.say({ type: 'mediaLoaded', ...inBody, mime: 'audio/wav', data: 'UklGRg==' });
    const items = chat.log.locator('.media li');
    const sound = items.nth(0);
    assert.equal(await sound.getByRole('button', { name: 'Save as…' }).count(), 1);
    assert.equal(await sound.getByRole('button', { name: 'Open in editor' }).count(), 0);
    const file = items.nth(1);
    assert.equal(await file.getByRole('button', { name: 'Load' }).count(), 0);
    await file.getByRole('button', { name: 'Open in editor' }).click();
    await file.getByRole('button', { name: 'Save as…' }).click();
    const place = { ...inBody, index: 1 };
    assert.deepEqual(await acts(chat), ['openMediaInEditor', 'saveMedia']);
    assert.deepEqual(await chat.posted('openMediaInEditor'), [{ type: 'openMediaInEditor', ...place }]);
    assert.deepEqual(await chat.posted('saveMedia'), [{ type: 'saveMedia', ...place }]);
  });

  it('that the host does not load, such as a PDF, are opened in the browser only', async () => {
    const events = withItems(
      { kind: 'file', url: 'https://media.example/f?id=1', name: 'Report.PDF' },
      { kind: 'file', url: 'https://media.example/table.xlsx' },
    );
    const chat = await open({ events });
    for (const item of await chat.log.locator('.media li').all()) {
      assert.equal(await item.getByRole('button').count(), 1);
      assert.equal(await item.getByRole('button', { name: 'Open', exact: true }).count(), 1);
    }
  });

  it('that have another scheme than https say so, and have no button that could only fail', async () => {
    const chat = await open({
      events: withItems(
        { kind: 'image', url: 'ftp://files.example/a.png' },
        { kind: 'file', url: 'oss://bucket/b.csv', name: 'b.csv' },
        { kind: 'audio', url: 'https://media.example/c.wav' },
      ),
    });
    const items = chat.log.locator('.media li');
    for (const index of [0, 1]) {
      assert.match(await items.nth(index).innerText(), /Not loaded: the URL is not https\./);
      assert.equal(await items.nth(index).getByRole('button').count(), 0);
    }
    assert.equal(await items.nth(2).getByRole('button', { name: 'Load' }).count(), 1);
  });

  it('that are pictures in the text are saved or opened, by keyboard', async () => {
    const source = 'Before ![a cat](https://pictures.example/a.png) after';
    const chat = await open({ events: [story.started(), ...turn('t1', 'a', source)] });
    assert.equal(await chat.log.getByRole('button', { name: 'Save as…' }).count(), 0, 'not loaded yet');
    await chat.say({ type: 'mediaLoaded', ...inText, ...gif });
    await chat.log.getByRole('button', { name: 'Save as…' }).press('Enter');
    await chat.log.getByRole('button', { name: 'Open in editor' }).press('Space');
    assert.deepEqual(await acts(chat), ['saveMedia', 'openMediaInEditor']);
    assert.deepEqual(await chat.posted('saveMedia'), [{ type: 'saveMedia', ...inText }]);
    assert.deepEqual(await chat.posted('openMediaInEditor'), [{ type: 'openMediaInEditor', ...inText }]);
  });

  const pictures =
    '![a](https://pictures.example/a.png) ![b](https://s.coze.cn/b.png) ![c](https://s.coze.cn.example/c.png)';

  it('load only on a click without the setting', async () => {
    const chat = await open({ events: [story.started(), ...turn('t1', 'a', pictures)] });
    assert.deepEqual(await automatic(chat), []);
  });

  it("load without a click at Coze's own hosts with the setting, once, and no others", async () => {
    const chat = await open({
      context: { loadsCozeMedia: true },
      events: [story.started(), ...turn('t1', 'a', pictures)],
    });
    assert.deepEqual(await automatic(chat), ['markdown 1 true']);
    await chat.say({ type: 'mediaFailed', ...inText, index: 1, reason: 'unreachable' });
    assert.deepEqual(await automatic(chat), ['markdown 1 true'], 'not repeated');
    assert.equal(await chat.log.locator('.md-image').count(), 3, 'a click can repeat it');
  });

  it('load without a click as items, ten of a message at most, and never those of files', async () => {
    const items = Array.from({ length: 14 }, (_, index) => ({
      kind: index === 0 ? ('file' as const) : ('image' as const),
      url: `https://s.coze.cn/${String(index)}.png`,
    }));
    const chat = await open({ context: { loadsCozeMedia: true }, events: withItems(...items) });
    const wanted = Array.from({ length: 10 }, (_, index) => `body ${String(index + 1)} true`);
    assert.deepEqual(await automatic(chat), wanted);
  });

  it('load without a click when the answer is complete, or when the setting is turned on', async () => {
    const source = '![b](https://s.coze.cn/b.png)';
    const chat = await open({
      context: { loadsCozeMedia: true },
      events: [story.started(), story.sent('t1', 'a'), story.delta('t1r1', source)],
    });
    assert.deepEqual(await automatic(chat), []);
    await chat.emit(story.message('t1r1', source));
    await chat.emit(story.completed('t1r1'));
    assert.deepEqual(await automatic(chat), ['markdown 0 true']);
    const later = await open({ events: [story.started(), ...turn('t1', 'a', source)] });
    assert.deepEqual(await automatic(later), []);
    await later.setContext({ loadsCozeMedia: true });
    assert.deepEqual(await automatic(later), ['markdown 0 true']);
  });
});
