import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import * as http from 'node:http';
import type * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import { isPublicAddress } from '../../../../src/host/media/mediaAddress';
import { MediaLoader, type MediaLoaderDeps } from '../../../../src/host/media/mediaLoader';

const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(100)]);

describe('MediaLoader', () => {
  let server: http.Server;
  let port = 0;
  let requests: http.IncomingMessage[] = [];
  let respond: http.RequestListener = () => {};

  before(async () => {
    server = http.createServer((request, response) => {
      requests.push(request);
      respond(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  beforeEach(() => (requests = []));
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  /** A loader for a server on loopback: plain HTTP, and all addresses count as public. */
  const onThisMachine = (parts: Partial<MediaLoaderDeps> = {}) =>
    new MediaLoader({
      request: ((
        url: URL,
        options: http.RequestOptions,
        listener: (response: http.IncomingMessage) => void,
      ) =>
        http.request(
          { ...options, host: url.hostname, port, path: url.pathname },
          listener,
        )) as typeof https.request,
      lookupAll: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
      isPublicAddress: () => true,
      ...parts,
    });

  it('loads a sound where it is wanted, and refuses it where only an image is shown', async () => {
    respond = (_request, response) => response.end(Buffer.from('RIFF....WAVEfmt ', 'latin1'));
    const sound = await onThisMachine().load('https://media.example/a.png');
    assert.equal('mime' in sound && sound.mime, 'audio/wav');
    assert.deepEqual(await onThisMachine().load('https://media.example/a.png', 'image'), {
      reason: 'wrongType',
    });
  });

  it('loads an image with a request that does not identify the user', async () => {
    respond = (_request, response) => response.end(png);
    const loaded = await onThisMachine().load('https://pictures.example/a.png');
    assert.ok('mime' in loaded);
    assert.equal(loaded.mime, 'image/png');
    assert.deepEqual(Buffer.from(loaded.bytes), png);
    assert.deepEqual(Object.keys(requests[0]?.headers ?? {}).sort(), [
      'accept',
      'accept-encoding',
      'connection',
      'host',
    ]);
  });

  it('sends no request, not even to a proxy, for a host that is not public', async () => {
    // A proxy resolves the host by itself.
    const byProxy = ((_url: URL, _options: unknown, listener: (response: http.IncomingMessage) => void) =>
      http.request({ host: '127.0.0.1', port, path: '/' }, listener)) as typeof https.request;
    const load = (lookupAll: MediaLoaderDeps['lookupAll']) =>
      onThisMachine({ request: byProxy, lookupAll, isPublicAddress }).load(
        'https://metadata.corp.internal/a.png',
      );
    const at = (address: string) => Promise.resolve([{ address, family: 4 }]);
    assert.deepEqual(await load(() => Promise.reject(new Error('ENOTFOUND'))), { reason: 'unreachable' });
    assert.deepEqual(await load(() => Promise.resolve([])), { reason: 'unreachable' });
    assert.deepEqual(await load(() => at('10.0.0.1')), { reason: 'privateAddress' });
    assert.equal(requests.length, 0);
    respond = (_request, response) => response.end(png);
    assert.ok('mime' in (await load(() => at('1.1.1.1'))));
  });

  it('does not follow redirects', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      respond = (_request, response) =>
        response.writeHead(status, { location: 'https://elsewhere.example/' }).end();
      assert.deepEqual(await onThisMachine().load('https://pictures.example/a.png'), {
        reason: 'redirected',
      });
    }
    assert.equal(requests.length, 5);
  });

  it('determines the type by the bytes, not by the header', async () => {
    respond = (_request, response) =>
      response
        .writeHead(200, { 'content-type': 'image/png' })
        .end('<svg xmlns="http://www.w3.org/2000/svg"/>');
    assert.deepEqual(await onThisMachine().load('https://pictures.example/a.png'), { reason: 'wrongType' });
  });

  it('refuses an image that is too large, by its header or its length', async () => {
    respond = (_request, response) =>
      response.writeHead(200, { 'content-length': '2000' }).end(Buffer.alloc(2_000));
    assert.deepEqual(await onThisMachine({ maxBytes: 1_000 }).load('https://p.example/a'), {
      reason: 'tooLarge',
    });
    respond = (_request, response) => {
      response.write(png);
      response.end(Buffer.alloc(2_000));
    };
    assert.deepEqual(await onThisMachine({ maxBytes: 1_000 }).load('https://p.example/a'), {
      reason: 'tooLarge',
    });
  });

  it('times out if the server does not answer or stalls', async () => {
    respond = () => {};
    assert.deepEqual(await onThisMachine({ timeoutMs: 50 }).load('https://p.example/a'), {
      reason: 'unreachable',
    });
    respond = (_request, response) => void response.write(png);
    assert.deepEqual(await onThisMachine({ timeoutMs: 50 }).load('https://p.example/a'), {
      reason: 'unreachable',
    });
  });

  it('refuses an incomplete image', async () => {
    respond = (_request, response) => {
      response.writeHead(200, { 'content-length': '5000' });
      response.write(png, () => response.destroy());
    };
    assert.deepEqual(await onThisMachine().load('https://p.example/a'), { reason: 'unreachable' });
  });

  it('refuses an error page', async () => {
    respond = (_request, response) => response.writeHead(404).end(png);
    assert.deepEqual(await onThisMachine().load('https://p.example/a'), { reason: 'unreachable' });
  });

  it('accepts only https URLs without credentials', async () => {
    for (const url of [
      'http://p.example/a',
      'ftp://p.example/a',
      'file:///etc/passwd',
      'data:image/png;base64,AA',
      'a',
      'https://u:p@p.example/a',
    ]) {
      assert.deepEqual(await onThisMachine().load(url), { reason: 'notHttps' }, url);
    }
    assert.equal(requests.length, 0);
  });

  const guarded = (addresses: readonly LookupAddress[]) =>
    onThisMachine({ lookupAll: () => Promise.resolve(addresses), isPublicAddress });

  it('does not connect to private addresses, whatever the host name', async () => {
    for (const address of ['127.0.0.1', '10.1.2.3', '169.254.169.254', '::1', '::ffff:127.0.0.1']) {
      const loader = guarded([{ address, family: address.includes(':') ? 6 : 4 }]);
      assert.deepEqual(await loader.load('https://p.example/a'), { reason: 'privateAddress' }, address);
    }
    const mixed = guarded([
      { address: '93.184.216.34', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ]);
    assert.deepEqual(await mixed.load('https://p.example/a'), { reason: 'privateAddress' });
    assert.equal(requests.length, 0);
  });

  it('does not connect to a private address in the URL', async () => {
    const hosts = [
      '127.0.0.1',
      '[::1]',
      '2130706433',
      '0x7f.1',
      '[::ffff:7f00:1]',
      '169.254.169.254',
      '192.168.0.1',
    ];
    for (const host of hosts) {
      assert.deepEqual(await guarded([]).load(`https://${host}/a`), { reason: 'privateAddress' }, host);
    }
    assert.equal(requests.length, 0);
  });

  it('connects to the checked address, even if the next lookup differs', async () => {
    let asked = 0;
    const loader = onThisMachine({
      lookupAll: () => Promise.resolve([{ address: asked++ === 0 ? '127.0.0.1' : '10.0.0.1', family: 4 }]),
    });
    respond = (_request, response) => response.end(png);
    assert.ok('mime' in (await loader.load('https://p.example/a')));
    assert.equal(asked, 1);
  });

  it('reports a host without addresses as unreachable', async () => {
    assert.deepEqual(await guarded([]).load('https://p.example/a'), { reason: 'unreachable' });
    const failing = onThisMachine({ lookupAll: () => Promise.reject(new Error('ENOTFOUND')) });
    assert.deepEqual(await failing.load('https://p.example/a'), { reason: 'unreachable' });
  });
});
