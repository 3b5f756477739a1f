import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import type * as https from 'node:https';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  commands,
  TabInputCustom,
  TabInputText,
  Uri,
  window,
  workspace,
  type SaveDialogOptions,
} from 'vscode';
import type { ChatConnection } from '../../src/host/chat/chatConnection';
import { AnswerMedia } from '../../src/host/media/answerMedia';
import { CheckedMedia } from '../../src/host/media/checkedMedia';
import { MediaLoader } from '../../src/host/media/mediaLoader';
import { OpenedFiles } from '../../src/host/media/openedFiles';
import type { ChatEvent } from '../../src/shared/conversation/chatEvent';
import type { MediaItem } from '../../src/shared/conversation/content';
import { emptyConversation } from '../../src/shared/conversation/conversation';
import { reduce } from '../../src/shared/conversation/reduce';
import type { HostMessage } from '../../src/shared/protocol';
import { until } from './support/inWindow';

const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const csv = Buffer.from('name;age\nAda;36\n');
const files: Readonly<Record<string, Buffer>> = { '/cat.gif': gif, '/table.csv': csv };

const items: readonly MediaItem[] = [
  { kind: 'image', url: 'https://s.coze.cn/cat.gif', name: '../../ca\u202et.exe' },
  { kind: 'file', url: 'https://s.coze.cn/table.csv', name: 'table.csv' },
  { kind: 'image', url: 'https://pictures.example/cat.gif' },
  { kind: 'image', url: 'https://s.coze.cn/gone.gif' },
  { kind: 'image' },
];

describe('The media of an answer', () => {
  let folder = '';
  let server: http.Server;
  let requests: string[] = [];
  /** Responses that wait, if the test holds them. */
  let held: (() => void)[] | undefined;
  let posted: HostMessage[] = [];
  let loadsCozeMedia = false;
  let asked: SaveDialogOptions | undefined;
  let target: Uri | undefined;
  let media: AnswerMedia;

  const events: readonly ChatEvent[] = [
    { type: 'messageSent', turnId: 't1', runId: 'r1', text: 'x', attachments: [], at: 1 },
    ...['m1', 'm2'].map((messageId): ChatEvent => ({
      type: 'messageCompleted',
      runId: 'r1',
      messageId,
      role: 'assistant',
      text: '',
      body: { type: 'media', items },
    })),
    { type: 'runCompleted', runId: 'r1', at: 2, skippedEvents: 0 },
  ];
  const conversation = events.reduce(reduce, emptyConversation);
  const connection = {
    session: { conversation },
    post: (message: HostMessage) => void posted.push(message),
  } as unknown as ChatConnection;
  const place = (index: number, message = 0) =>
    ({ messageKey: `r1/${String(message)}`, source: 'body', index }) as const;
  const tab = () => window.tabGroups.activeTabGroup.activeTab;

  before(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    folder = await mkdtemp(join(tmpdir(), 'coze-media-'));
    server = http.createServer(({ url = '' }, response) => {
      requests.push(url);
      const answer = () => {
        const bytes = files[url];
        response.writeHead(bytes ? 200 : 404).end(bytes);
      };
      if (held) held.push(answer);
      else answer();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    requests = [];
    held = undefined;
    posted = [];
    loadsCozeMedia = false;
    asked = undefined;
    target = undefined;
    const { port } = server.address() as AddressInfo;
    let id = 0;
    media = new AnswerMedia({
      checked: new CheckedMedia(
        new MediaLoader({
          request: ((
            url: string,
            options: http.RequestOptions,
            listener: (response: http.IncomingMessage) => void,
          ) =>
            http.request(
              { ...options, host: '127.0.0.1', port, path: new URL(url).pathname },
              listener,
            )) as typeof https.request,
          lookupAll: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
          isPublicAddress: () => true,
        }),
      ),
      opened: new OpenedFiles(join(folder, 'opened'), () => `${String(Date.now())}-${String(id++)}`),
      openWeb: () => Promise.resolve(),
      imagesOf: () => [],
      prompts: {
        showSaveDialog: (options) => {
          asked = options;
          return Promise.resolve(target);
        },
      },
      settings: {
        get loadsCozeMedia() {
          return loadsCozeMedia;
        },
      },
    });
  });
  afterEach(() => commands.executeCommand('workbench.action.closeAllEditors'));

  it('are saved where the user chooses, byte for byte, under a name that their bytes allow', async () => {
    target = Uri.file(join(folder, 'saved.gif'));
    await media.perform(connection, { type: 'saveMedia', ...place(0) });
    assert.deepEqual(await readFile(target.fsPath), gif);
    const root = workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root && asked?.defaultUri);
    assert.match(basename(asked.defaultUri.path), /^[^/\\\u202e]*cat\.exe\.gif$/);
    assert.equal(Uri.joinPath(asked.defaultUri, '..').toString(), root.toString());
    assert.equal(window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 0, 'nothing is opened');
  });

  it('are not saved when the dialog is cancelled', async () => {
    await media.perform(connection, { type: 'saveMedia', ...place(0) });
    assert.ok(asked);
    assert.deepEqual(requests, ['/cat.gif']);
  });

  it('open in the editor of pictures, from a read-only copy', async () => {
    await media.perform(connection, { type: 'openMediaInEditor', ...place(0) });
    await until('the picture is open', () => tab()?.input instanceof TabInputCustom);
    const input = tab()?.input;
    assert.ok(input instanceof TabInputCustom);
    const { uri, viewType } = input;
    assert.match(viewType, /imagePreview/);
    assert.ok(uri.fsPath.startsWith(join(folder, 'opened')), uri.fsPath);
    assert.deepEqual(await readFile(uri.fsPath), gif);
    assert.equal((await stat(uri.fsPath)).mode & 0o222, 0);
    assert.equal(asked, undefined, 'no dialog');
  });

  it('open as text where they are text', async () => {
    await media.perform(connection, { type: 'openMediaInEditor', ...place(1) });
    await until('the text is open', () => tab()?.input instanceof TabInputText);
    assert.equal(window.activeTextEditor?.document.getText(), csv.toString());
    assert.equal(basename(window.activeTextEditor?.document.fileName ?? ''), 'table.csv');
  });

  it('are loaded for the chat once, and saved as they were shown', async () => {
    await media.perform(connection, { type: 'loadMedia', ...place(0) });
    assert.deepEqual(posted, [
      { type: 'mediaLoaded', ...place(0), mime: 'image/gif', data: gif.toString('base64') },
    ]);
    target = Uri.file(join(folder, 'shown.gif'));
    await media.perform(connection, { type: 'saveMedia', ...place(0) });
    assert.deepEqual(await readFile(target.fsPath), gif);
    assert.deepEqual(requests, ['/cat.gif']);
  });

  it('load without a click only with the setting, and only from Coze', async () => {
    const load = (index: number) =>
      media.perform(connection, { type: 'loadMedia', ...place(index), isAutomatic: true });
    await load(0);
    loadsCozeMedia = true;
    await load(2);
    assert.deepEqual(requests, []);
    assert.deepEqual(
      posted.map(({ type }) => type),
      ['mediaFailed', 'mediaFailed'],
    );
    await load(0);
    assert.deepEqual(requests, ['/cat.gif']);
    assert.equal(posted.at(-1)?.type, 'mediaLoaded');
  });

  it('load without a click four at a time; a click does not wait for them', async () => {
    loadsCozeMedia = true;
    const waiting: (() => void)[] = (held = []);
    const automatic = [0, 1, 2, 3, 4, 5].map((n) =>
      media.perform(connection, { type: 'loadMedia', ...place(n % 2 ? 3 : 0, n % 2), isAutomatic: true }),
    );
    await until('four are requested', () => requests.length === 4);
    const clicked = media.perform(connection, { type: 'loadMedia', ...place(1) });
    await until('the clicked one is requested', () => requests.includes('/table.csv'));
    assert.equal(requests.length, 5);
    while (posted.length < 7) {
      waiting.shift()?.();
      await setTimeout(5);
    }
    await Promise.all([...automatic, clicked]);
  });

  it('that are gone, or have no address, are errors that say so', async () => {
    for (const type of ['saveMedia', 'openMediaInEditor'] as const) {
      await assert.rejects(
        media.perform(connection, { type, ...place(3) }),
        /the download failed, or its URL has expired/,
      );
      await assert.rejects(media.perform(connection, { type, ...place(4) }), /This file has no URL/);
      await assert.rejects(media.perform(connection, { type, ...place(9) }), /This file has no URL/);
    }
    assert.equal(tab(), undefined);
    assert.equal(asked, undefined);
  });
});
