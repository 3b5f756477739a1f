import assert from 'node:assert/strict';
import * as http from 'node:http';
import type * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import { CheckedMedia } from '../../../../src/host/media/checkedMedia';
import { MediaLoader } from '../../../../src/host/media/mediaLoader';

const gif = Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(94)]);

describe('The media that were checked', () => {
  let server: http.Server;
  let loader: MediaLoader;
  let paths: string[] = [];
  let status = 200;
  let body = gif;

  before(async () => {
    server = http.createServer((request, response) => {
      paths.push(request.url ?? '');
      response.writeHead(status).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const request = ((
      url: string,
      options: http.RequestOptions,
      listener: (response: http.IncomingMessage) => void,
    ) =>
      http.request(
        { ...options, host: '127.0.0.1', port, path: new URL(url).pathname },
        listener,
      )) as typeof https.request;
    loader = new MediaLoader({
      request,
      lookupAll: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
      isPublicAddress: () => true,
    });
  });
  beforeEach(() => {
    paths = [];
    status = 200;
    body = gif;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('are saved and opened as they were shown, without another request', async () => {
    const checked = new CheckedMedia(loader);
    const shown = await checked.get('https://s.coze.cn/a', 'image');
    status = 403;
    assert.deepEqual(await checked.get('https://s.coze.cn/a', 'image'), shown);
    assert.deepEqual(paths, ['/a']);
  });

  it('are bounded in size: the oldest is loaded again', async () => {
    const checked = new CheckedMedia(loader, 250);
    for (const path of ['a', 'b', 'c', 'b', 'a']) await checked.get(`https://s.coze.cn/${path}`, 'image');
    assert.deepEqual(paths, ['/a', '/b', '/c', '/a']);
  });

  it('do not contain what failed', async () => {
    const checked = new CheckedMedia(loader);
    status = 500;
    assert.deepEqual(await checked.get('https://s.coze.cn/a', 'image'), { reason: 'unreachable' });
    status = 200;
    assert.ok('bytes' in (await checked.get('https://s.coze.cn/a', 'image')));
  });

  it('are a text only where a file is wanted', async () => {
    body = Buffer.from('名称,数量\n猫,1\n');
    const at = (wanted: 'file' | 'media' | 'image') =>
      new CheckedMedia(loader).get('https://s.coze.cn/a', wanted);
    assert.deepEqual(await at('file'), { mime: 'text/plain', bytes: body });
    for (const wanted of ['media', 'image'] as const)
      assert.deepEqual(await at(wanted), { reason: 'wrongType' });
    for (const other of [Buffer.from('PK\x03\x04'), Buffer.from([0xc3, 0x28]), Buffer.from('a\x1b[2J')]) {
      body = other;
      assert.deepEqual(await at('file'), { reason: 'wrongType' });
    }
  });

  it('are no picture if a text was kept under the same URL', async () => {
    const checked = new CheckedMedia(loader);
    body = Buffer.from('text');
    await checked.get('https://s.coze.cn/a', 'file');
    assert.deepEqual(await checked.get('https://s.coze.cn/a', 'image'), { reason: 'wrongType' });
    assert.deepEqual(await checked.get('https://s.coze.cn/a', 'media'), { reason: 'wrongType' });
  });
});
