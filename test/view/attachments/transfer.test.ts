import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { maxAttachments, maxChunkBytes, maxChunksAhead } from '../../../src/shared/limits';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { report, transfer, upload, waitForPosted, type Transferred } from '../support/transfers';
import { temporaryFolder } from '../../support/temporaryFolder';

const picture = { name: 'image.png', size: 3, type: 'image/png' };

/** What is pasted, and the names of the files that are attached. */
const pastes: readonly (readonly [string, Transferred, readonly string[]])[] = [
  ['a picture', { files: [picture] }, ['image.png']],
  [
    'a picture of a web page',
    { files: [picture], data: { 'text/html': '<img src="https://a.example/x.png">' } },
    ['image.png'],
  ],
  [
    'two files',
    {
      files: [
        { name: 'a.pdf', size: 1 },
        { name: 'b.csv', size: 1 },
      ],
    },
    ['a.pdf', 'b.csv'],
  ],
  [
    'a file with its name as text',
    { files: [{ name: 'a.pdf', size: 1 }], data: { 'text/plain': 'a.pdf' } },
    ['a.pdf'],
  ],
  [
    'a file with its path as text',
    { files: [{ name: 'a.pdf', size: 1 }], data: { 'text/plain': '/home/me/a.pdf' } },
    ['a.pdf'],
  ],
  [
    'cells with their picture',
    { files: [picture], data: { 'text/plain': 'city\tdays\n杭州\t3', 'text/html': '<table></table>' } },
    [],
  ],
  ['text', { data: { 'text/plain': 'hello' } }, []],
];

/** What is dropped, and the URIs or names that are attached. */
const drops: readonly (readonly [string, Transferred, readonly string[]])[] = [
  ['a file of the system', { files: [{ name: 'a.pdf', size: 1 }] }, ['a.pdf']],
  [
    'files of the explorer',
    { data: { 'application/vnd.code.uri-list': 'file:///w/a.ts\r\nfile:///w/b.ts' } },
    ['file:///w/a.ts', 'file:///w/b.ts'],
  ],
  [
    'a remote file',
    { data: { 'application/vnd.code.uri-list': 'vscode-remote://ssh/w/a.ts' } },
    ['vscode-remote://ssh/w/a.ts'],
  ],
  ['a list with a comment', { data: { 'text/uri-list': '# files\r\nfile:///w/a.ts' } }, ['file:///w/a.ts']],
  [
    'a file of the explorer with its bytes',
    { files: [{ name: 'a.ts', size: 1 }], data: { 'application/vnd.code.uri-list': 'file:///w/a.ts' } },
    ['a.ts'],
  ],
  [
    'the link of a web page',
    { data: { 'text/uri-list': 'https://a.example/', 'text/plain': 'https://a.example/' } },
    [],
  ],
  ['a script as a link', { data: { 'text/uri-list': 'javascript:alert(1)' } }, []],
  ['text', { data: { 'text/plain': 'hello' } }, []],
];

async function attached(chat: ChatPage): Promise<readonly string[]> {
  const blobs = (await chat.posted('attachBlob')).map(({ name }) => name);
  return [...blobs, ...(await chat.posted('attachUris')).flatMap(({ uris }) => uris)];
}

const notice = (chat: ChatPage, words: string) =>
  chat.page.locator('.composer').getByRole('alert').filter({ hasText: words }).waitFor();

describe('paste and drop', () => {
  const open = chatPages();

  for (const [name, transferred, expected] of pastes) {
    it(`attaches the files of a paste and leaves text to the box: ${name}`, async () => {
      const chat = await open();
      await chat.box.focus();
      assert.equal(await transfer(chat, 'paste', transferred), expected.length > 0);
      await waitForPosted(chat, 'attachBlob', expected.length);
      assert.deepEqual(await attached(chat), expected);
    });
  }

  for (const [name, transferred, expected] of drops) {
    it(`attaches what is dropped if it is a file: ${name}`, async () => {
      const chat = await open();
      assert.equal(await transfer(chat, 'drop', transferred), expected.length > 0);
      if (expected.length > 0) {
        const type = expected[0]!.includes(':') ? 'attachUris' : 'attachBlob';
        await waitForPosted(chat, type, 1);
      }
      assert.deepEqual(await attached(chat), expected);
    });
  }

  it('sends the bytes in chunks and waits for the host', async () => {
    const chat = await open();
    const size = maxChunkBytes * 6 + 1;
    await transfer(chat, 'paste', { files: [{ name: 'a.bin', size }] });
    await waitForPosted(chat, 'attachChunk', maxChunksAhead);
    await chat.settled();
    assert.equal((await chat.posted('attachChunk')).length, maxChunksAhead);
    const [blob] = await chat.posted('attachBlob');
    assert.deepEqual({ name: blob?.name, size: blob?.size }, { name: 'a.bin', size });
    for (let index = 0; index < 3; index++) await chat.say({ type: 'chunkTaken', id: blob!.id, index });
    await waitForPosted(chat, 'attachChunk', 7);
    const chunks = await chat.posted('attachChunk');
    assert.deepEqual(
      chunks.map(({ id, index, isLast }) => [id, index, isLast]),
      Array.from({ length: 7 }, (_, index) => [blob!.id, index, index === 6]),
    );
    const bytes = Buffer.concat(chunks.map(({ data }) => Buffer.from(data, 'base64')));
    assert.equal(bytes.length, size);
    assert.ok(bytes.every((byte, index) => byte === index % 251));
  });

  it('sends files one after the other, and an empty file as one empty chunk', async () => {
    const chat = await open();
    await transfer(chat, 'paste', {
      files: [
        { name: 'a', size: 5 },
        { name: 'b', size: 0 },
      ],
    });
    await waitForPosted(chat, 'attachChunk', 2);
    const chunks = await chat.posted('attachChunk');
    const ids = (await chat.posted('attachBlob')).map(({ id }) => id);
    assert.deepEqual(
      chunks.map(({ id, data, isLast }) => [id, data.length, isLast]),
      [
        [ids[0], 8, true],
        [ids[1], 0, true],
      ],
    );
  });

  for (const [name, end] of [
    [
      'has failed',
      (chat: ChatPage, id: string) => report(chat, upload(id, { state: 'failed', problem: 'Too large.' })),
    ],
    [
      'was removed',
      async (chat: ChatPage, id: string) => {
        await report(chat, upload(id, { state: 'waiting' }));
        await chat.button(`Remove ${id}.pdf`).click();
      },
    ],
  ] as const) {
    it(`stops reading a file whose upload ${name}, and continues with the next`, async () => {
      const chat = await open();
      const size = maxChunkBytes * 20;
      await transfer(chat, 'paste', {
        files: [
          { name: 'a', size },
          { name: 'b', size: 1 },
        ],
      });
      await waitForPosted(chat, 'attachChunk', maxChunksAhead);
      const [first, second] = await chat.posted('attachBlob');
      await end(chat, first!.id);
      await waitForPosted(chat, 'attachChunk', maxChunksAhead + 1);
      const ids = (await chat.posted('attachChunk')).map(({ id }) => id);
      assert.deepEqual(ids, [...Array<string>(maxChunksAhead).fill(first!.id), second!.id]);
    });
  }

  it(`attaches ${maxAttachments} files at most and says so`, async () => {
    const chat = await open();
    await report(chat, upload('u'));
    const files = Array.from({ length: maxAttachments }, (_, index) => ({ name: `${index}.txt`, size: 1 }));
    await transfer(chat, 'drop', { files });
    await notice(chat, 'A message can have at most 20 attachments.');
    assert.equal((await chat.posted('attachBlob')).length, maxAttachments - 1);
  });

  it('shows where files can be dropped while they are dragged over the page', async () => {
    const chat = await open();
    const zone = chat.page.getByText('Drop files to attach them');
    await transfer(chat, 'dragenter', { data: { 'text/plain': 'words' } });
    assert.equal(await zone.count(), 0);
    assert.equal(await transfer(chat, 'dragenter', { files: [picture] }), true);
    await zone.waitFor();
    assert.equal(await transfer(chat, 'dragover', { files: [picture] }), true);
    await transfer(chat, 'dragleave', { files: [picture] });
    assert.equal(await zone.count(), 0);
    await transfer(chat, 'dragenter', { files: [picture] });
    await zone.waitFor();
    await transfer(chat, 'drop', { files: [picture] });
    assert.equal(await zone.count(), 0);
  });

  describe('of files on the disk', () => {
    let folder: string;
    before(() => (folder = temporaryFolder('coze-drop-')));
    after(() => rm(folder, { recursive: true }));

    async function dropPaths(chat: ChatPage, paths: readonly string[]): Promise<void> {
      const session = await chat.page.context().newCDPSession(chat.page);
      const data = { items: [], files: paths, dragOperationsMask: 1 };
      for (const type of ['dragEnter', 'dragOver', 'drop']) {
        await session.send('Input.dispatchDragEvent' as never, { type, x: 100, y: 300, data } as never);
      }
      await session.detach();
    }

    it('refuses a folder by its name and attaches the file beside it', async () => {
      const chat = await open();
      await mkdir(join(folder, 'photos'));
      await writeFile(join(folder, 'one.txt'), 'one');
      await dropPaths(chat, [join(folder, 'photos'), join(folder, 'one.txt')]);
      await notice(chat, '“photos” is a folder. Attach its files instead.');
      await waitForPosted(chat, 'attachChunk', 1);
      assert.deepEqual(await attached(chat), ['one.txt']);
    });

    it('removes a file that was deleted before it was read, and says so', async () => {
      const chat = await open();
      const path = join(folder, 'gone.bin');
      await writeFile(path, Buffer.alloc(maxChunkBytes * 10));
      await dropPaths(chat, [path]);
      await waitForPosted(chat, 'attachChunk', maxChunksAhead);
      await rm(path);
      const [blob] = await chat.posted('attachBlob');
      await chat.say({ type: 'chunkTaken', id: blob!.id, index: 3 });
      await notice(chat, '“gone.bin” was not attached: it can’t be read.');
      assert.deepEqual(await chat.posted('removeUpload'), [{ type: 'removeUpload', id: blob!.id }]);
    });

    it('holds no file of 200 MB: the heap of the page stays flat', async function () {
      this.timeout(120_000);
      const chat = await open();
      const path = join(folder, 'large.bin');
      const chunks = 800;
      await writeFile(path, Buffer.alloc(maxChunkBytes * chunks));
      await chat.page.evaluate(() => {
        // The stub keeps every message: this host takes chunks and drops them.
        const stub = (globalThis as unknown as { cozeStub: { posted: { type: string }[] } }).cozeStub;
        const taken = { count: 0, bytes: 0 };
        Object.assign(globalThis, { taken });
        stub.posted.push = (message: { type: string; id?: string; index?: number; data?: string }) => {
          if (message.type !== 'attachChunk') return 0;
          taken.count++;
          taken.bytes += (message.data?.length ?? 0) * 0.75;
          setTimeout(() =>
            window.postMessage({ type: 'chunkTaken', id: message.id, index: message.index }, '*'),
          );
          return 0;
        };
      });
      const session = await chat.page.context().newCDPSession(chat.page);
      const heap = async () => {
        await session.send('HeapProfiler.collectGarbage');
        return (await session.send('Runtime.getHeapUsage')).usedSize;
      };
      const before = await heap();
      await dropPaths(chat, [path]);
      const half = chunks / 2;
      const isTaken = (least: number) =>
        chat.page.waitForFunction(
          (count) => (globalThis as unknown as { taken: { count: number } }).taken.count >= count,
          least,
        );
      await isTaken(half);
      const during = await heap();
      await isTaken(chunks);
      const rise = Math.max(during, await heap()) - before;
      assert.ok(rise < 10_000_000, `the heap has grown by ${rise} bytes`);
    });
  });
});
