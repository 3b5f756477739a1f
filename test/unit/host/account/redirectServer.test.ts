import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { receiveRedirect, redirectUri } from '../../../../src/host/account/signIn/redirectServer';

const texts = { done: 'signed in', refused: 'not signed in' };
const usual = new AbortController().signal;
const port = Number(new URL(redirectUri).port);

interface Reply {
  readonly status: number | undefined;
  readonly body: string;
}

/** Sends one request to the server, with any method and host name. */
function send(url: string, method = 'GET', host = new URL(redirectUri).host): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers: { host }, agent: false }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

async function canConnect(address: string): Promise<boolean> {
  const socket = connect(port, address);
  const isOpen = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return isOpen;
}

describe('The server for the redirect of a sign-in', () => {
  afterEach(async () => {
    assert.equal(await canConnect('127.0.0.1'), false, 'the server is closed');
  });

  it('receives the code of the redirect with the right state', async () => {
    let reply: Promise<Reply> | undefined;
    const redirect = await receiveRedirect(
      'right',
      texts,
      () => {
        reply = send(`${redirectUri}?code=code_1&state=right`);
        return Promise.resolve();
      },
      usual,
    );
    assert.deepEqual(redirect, { code: 'code_1' });
    const page = await reply;
    assert.equal(page?.status, 200);
    assert.match(page?.body ?? '', /signed in/);
  });

  it('receives a refusal', async () => {
    const redirect = await receiveRedirect(
      's',
      texts,
      () => {
        void send(`${redirectUri}?error=access_denied&error_description=no&state=s`);
        return Promise.resolve();
      },
      usual,
    );
    assert.deepEqual(redirect, { error: 'access_denied', description: 'no' });
  });

  it('answers 404 to every other request, and continues to wait', async () => {
    const right = `${redirectUri}?code=code_2&state=right`;
    const refused: [string, string?, string?][] = [
      [`${redirectUri}?code=code_0&state=wrong`],
      [`${redirectUri}?code=code_0`],
      [right.replace('/coze/callback', '/coze/callback/')],
      [right.replace('/coze/callback', '/')],
      [right, 'POST'],
      [right, 'PUT'],
      [right, 'GET', 'evil.example'],
      [right, 'GET', `localhost:${String(port)}`],
    ];
    const redirect = await receiveRedirect(
      'right',
      texts,
      async () => {
        for (const [url, method, host] of refused) {
          assert.equal(
            (await send(url, method, host)).status,
            404,
            `${method ?? 'GET'} ${url} ${host ?? ''}`,
          );
        }
        void send(right);
      },
      usual,
    );
    assert.deepEqual(redirect, { code: 'code_2' });
  });

  it('does not listen on the network', async () => {
    const addresses = Object.values(networkInterfaces())
      .flat()
      .filter((each) => each && !each.internal && each.family === 'IPv4')
      .map((each) => each?.address ?? '');
    await receiveRedirect(
      's',
      texts,
      async () => {
        for (const address of addresses) assert.equal(await canConnect(address), false, address);
        void send(`${redirectUri}?code=c&state=s`);
      },
      usual,
    );
  });

  it('ends when the user cancels, also with a connection that sends nothing', async () => {
    const controller = new AbortController();
    let closed: Promise<unknown> | undefined;
    const waiting = receiveRedirect(
      's',
      texts,
      async () => {
        const silent = connect(port, '127.0.0.1');
        silent.on('error', () => undefined);
        closed = once(silent, 'close');
        await once(silent, 'connect');
        controller.abort();
      },
      controller.signal,
    );
    await assert.rejects(waiting, { name: 'AbortError' });
    await closed;
  });

  it('ends when the browser cannot be opened', async () => {
    const failing = () => Promise.reject(new Error('no browser'));
    await assert.rejects(receiveRedirect('s', texts, failing, usual), /no browser/);
  });

  it('reports that the port is in use', async () => {
    const other: Server = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    let isOpened = false;
    const open = () => {
      isOpened = true;
      return Promise.resolve();
    };
    await assert.rejects(receiveRedirect('s', texts, open, usual), { code: 'EADDRINUSE' });
    assert.equal(isOpened, false);
    other.close();
    await once(other, 'close');
  });
});
