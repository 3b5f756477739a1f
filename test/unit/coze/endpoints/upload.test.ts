import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import type { FileToUpload } from '../../../../src/coze/cozeApi';
import { uploadFile } from '../../../../src/coze/endpoints/chats/upload';
import { CozeError } from '../../../../src/coze/errors/cozeError';
import { call } from '../../../../src/coze/transport/call';
import { FaultServer, type Step } from '../../../support/faultServer';
import { credentialsBy, testToken } from '../../../support/wirePipeline';

const deps = {
  fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
  credentials: credentialsBy(() => Promise.resolve(testToken)),
};
const never = new AbortController().signal;
const ignore = (): void => undefined;
const data = '{"code":0,"msg":"","data":{"id":"7369583590123456789","bytes":5,"file_name":"a.png"}}';

async function* pieces(...all: readonly string[]): AsyncIterable<Uint8Array> {
  for (const piece of all) {
    await sleep(0);
    yield Buffer.from(piece);
  }
}

function file(fields: Partial<FileToUpload> = {}): FileToUpload {
  return { name: 'a.png', mime: 'image/png', size: 5, bytes: pieces('he', 'llo'), ...fields };
}

function reply(text: string, status = 200): readonly Step[] {
  return [
    { do: 'head', status, contentType: 'application/json' },
    { do: 'send', data: text },
  ];
}

describe('uploadFile', () => {
  let server: FaultServer;
  before(async () => (server = await FaultServer.start()));
  after(() => server.stop());

  const upload = (given: FileToUpload, signal = never, onSent: (bytes: number) => void = ignore) =>
    uploadFile({ baseUrl: server.baseUrl, isDemo: false }, given, onSent, signal, deps);

  it('sends one part named file, with the length of the body, and returns the id', async () => {
    server.play(reply(data));
    assert.deepEqual(await upload(file()), { id: '7369583590123456789' });
    const { method, url, headers, body } = server.requests[0]!;
    const boundary = /^multipart\/form-data; boundary=(-{4}CozeWorkflowChat[0-9a-f]{32})$/.exec(
      headers['content-type'] ?? '',
    )?.[1];
    const expected =
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n` +
      `Content-Type: image/png\r\n\r\nhello\r\n--${boundary}--\r\n`;
    assert.deepEqual([method, url, body], ['POST', '/v1/files/upload', expected]);
    assert.equal(headers['content-length'], String(expected.length));
    assert.equal(headers.authorization, `Bearer ${testToken}`);
    assert.equal(headers['transfer-encoding'], undefined);
  });

  const names: readonly (readonly [string, string, string])[] = [
    ['quotes', 'a"b.png', 'a%22b.png'],
    ['a line break', 'a\r\nX-Evil: 1.png', 'a%0D%0AX-Evil: 1.png'],
    ['a backslash', 'a\\".png', 'a%5C%22.png'],
    ['Chinese', '小猫.png', '小猫.png'],
    ['a semicolon', 'a; name=b.png', 'a; name=b.png'],
  ];
  for (const [what, name, expected] of names) {
    it(`keeps a name with ${what} inside of its header`, async () => {
      server.play(reply(data));
      await upload(file({ name }));
      const { body } = server.requests[0]!;
      assert.ok(
        body.includes(`name="file"; filename="${expected}"\r\nContent-Type: image/png\r\n\r\n`),
        body,
      );
      assert.equal(body.split('\r\n').length, 7);
    });
  }

  it('reports the bytes that were sent', async () => {
    server.play(reply(data));
    const sent: number[] = [];
    await upload(file(), never, (bytes) => sent.push(bytes));
    assert.deepEqual(sent, [2, 5]);
  });

  it('reads the reply of a self-hosted server', async () => {
    const url = 'http://127.0.0.1:8889/opencoze/a.png?X-Amz-Signature=1';
    server.play(reply(`{"code":0,"data":{"id":7369583590123456789,"url":"${url}","CreatedAt":1,"uri":"a"}}`));
    assert.deepEqual(await upload(file()), { id: '7369583590123456789', url });
  });

  it('ignores an address that is not http', async () => {
    server.play(reply('{"code":0,"data":{"id":"1","url":"javascript:alert(1)"}}'));
    assert.deepEqual(await upload(file()), { id: '1' });
  });

  const refusals: readonly (readonly [string, number, string])[] = [
    ['{"code":4300,"msg":"empty"}', 200, 'fileEmpty'],
    ['{"code":4301,"msg":"more than one"}', 200, 'filesTooMany'],
    ['{"code":4302,"msg":"too large"}', 200, 'fileTooLarge'],
    ['{"code":4303,"msg":"type"}', 200, 'fileTypeRefused'],
    ['{"code":4304,"msg":"broken"}', 200, 'fileBroken'],
    ['{"code":104000004,"msg":"文件size过大"}', 200, 'fileTooLarge'],
    ['{"code":104000005,"msg":"bad form"}', 200, 'fileBroken'],
    ['{"code":104000006,"msg":"no file"}', 200, 'fileEmpty'],
    ['{"code":104000007,"msg":"more than one"}', 200, 'filesTooMany'],
    ['{"code":104000008,"msg":"system"}', 200, 'serverError'],
    ['{"code":4000,"msg":"The parameter file content or filename is invalid."}', 200, 'fileBroken'],
    ['{"code":4100,"msg":"no"}', 200, 'tokenInvalid'],
    ['{"code":4101,"msg":"no"}', 200, 'noPermission'],
    ['{"code":404,"msg":"page not found"}', 404, 'endpointMissing'],
    ['<html>413</html>', 413, 'fileTooLarge'],
    ['{"code":0,"data":{}}', 200, 'badContent'],
  ];
  for (const [text, status, reason] of refusals) {
    it(`explains ${text} as ${reason}`, async () => {
      server.play(reply(text, status));
      await assert.rejects(
        upload(file()),
        (error) => error instanceof CozeError && error.info.reason === reason,
      );
    });
  }

  it('names the permission that is missing', async () => {
    server.play(reply('{"code":4101,"msg":"no"}'));
    await assert.rejects(
      upload(file()),
      (error) => error instanceof CozeError && error.info.params?.['permission'] === 'uploadFile',
    );
  });

  it('throws the error of the file, and the service never gets a complete body', async () => {
    server.play(reply(data));
    const failure = new Error('the file has changed');
    async function* failing(): AsyncIterable<Uint8Array> {
      yield* pieces('he');
      throw failure;
    }
    await assert.rejects(upload(file({ bytes: failing() })), (error) => error === failure);
    assert.equal(server.requests.length, 0);
  });

  it('stops reading the file when it is aborted, and rejects with the reason', async () => {
    server.play(reply(data));
    const controller = new AbortController();
    let isEnded = false;
    async function* endless(): AsyncIterable<Uint8Array> {
      try {
        for (;;) yield* pieces('x'.repeat(65_536));
      } finally {
        isEnded = true;
      }
    }
    const reason = new Error('cancelled');
    const onSent = (bytes: number): void => {
      if (bytes > 1_000_000) controller.abort(reason);
    };
    const uploading = upload(file({ size: 1e9, bytes: endless() }), controller.signal, onSent);
    await assert.rejects(uploading, (error) => error === reason);
    while (!isEnded) await sleep(5);
  });

  it('explains a server that ends the connection during the upload', async () => {
    const rude = createServer((request) => request.once('data', () => request.socket.destroy()));
    rude.listen(0, '127.0.0.1');
    await once(rude, 'listening');
    const baseUrl = `http://127.0.0.1:${(rude.address() as AddressInfo).port}`;
    const many = Array<string>(200).fill('x'.repeat(65_536));
    const given = file({ size: 200 * 65_536, bytes: pieces(...many) });
    await assert.rejects(
      uploadFile({ baseUrl, isDemo: false }, given, ignore, never, deps),
      (error) => error instanceof CozeError && error.info.reason === 'connectionReset',
    );
    rude.close();
  });

  it('explains a refusal that arrives before the end of the body', async () => {
    // The connection stays open: the end of one can reach the client before the answer does.
    const early = createServer((_request, response) => {
      response.writeHead(413, { 'content-type': 'text/html' });
      response.end('<html>too large</html>');
    });
    early.listen(0, '127.0.0.1');
    await once(early, 'listening');
    const baseUrl = `http://127.0.0.1:${(early.address() as AddressInfo).port}`;
    async function* halves(): AsyncIterable<Uint8Array> {
      yield Buffer.from('h');
      await sleep(200);
      yield Buffer.from('e');
    }
    const given = file({ size: 2, bytes: halves() });
    await assert.rejects(
      uploadFile({ baseUrl, isDemo: false }, given, ignore, never, deps),
      (error) => error instanceof CozeError && error.info.reason === 'fileTooLarge',
    );
    early.close();
    early.closeAllConnections();
  });
});

describe('a call with a streamed body', () => {
  it('has no time limit as long as the body makes progress', async () => {
    const seen: IncomingHttpHeaders[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers);
      request.resume().on('end', () => response.end('{"code":0}'));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    async function* slow(): AsyncIterable<Uint8Array> {
      for (let index = 0; index < 8; index++) {
        await sleep(250);
        yield Buffer.from('x');
      }
    }
    const request = {
      method: 'POST' as const,
      path: '/',
      body: { contentType: 'text/plain', length: 8, bytes: slow() },
      timeoutMs: 1_000,
    };
    await call({ baseUrl, isDemo: false }, request, v.looseObject({}), deps);
    assert.equal(seen[0]?.['content-length'], '8');
    server.close();
  });
});
