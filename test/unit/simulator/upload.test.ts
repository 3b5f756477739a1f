import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CozeAPI } from '@coze/api';
import type { SimulatorOptions } from '../../../src/simulator/service/service';
import { mountHttp } from '../../support/httpMount';
import { bodySaying, instantService, refused, requestOf, said, say, type Service } from './calling';
import { temporaryFolder } from '../../support/temporaryFolder';

const png = '\x89PNG\r\n\x1a\n';

function formOf(...files: readonly (readonly [string, string])[]): FormData {
  const form = new FormData();
  for (const [name, text] of files) form.append('file', new Blob([Buffer.from(text, 'latin1')]), name);
  return form;
}

function textForm(): FormData {
  const form = new FormData();
  form.append('file', 'hello');
  return form;
}

async function post(service: Service, body: FormData | string, headers: HeadersInit = {}) {
  const url = 'https://demo.invalid/v1/files/upload';
  const response = await service(new Request(url, { method: 'POST', body, headers }));
  return (await response.json()) as { code: number; msg: string; data?: Record<string, unknown> };
}

const long = 'x'.repeat(30);
const refusals: readonly (readonly [string, FormData | string, number, number])[] = [
  ['a body that is no form', 'hello', 4300, 104000003],
  ['a form without a file', textForm(), 4300, 104000006],
  ['two files', formOf(['a.csv', 'a'], ['b.csv', 'b']), 4301, 104000007],
  ['a file that is too large', formOf(['a.csv', long]), 4302, 104000004],
];

describe('the simulated upload', () => {
  for (const [what, body, cloud, selfHosted] of refusals) {
    it(`refuses ${what} with the code of each kind of server`, async () => {
      const options: Partial<SimulatorOptions> = { mostUploadBytes: 20 };
      assert.equal((await post(instantService(options), body)).code, cloud);
      assert.equal(
        (await post(instantService({ ...options, dialect: 'selfHosted' }), body)).code,
        selfHosted,
      );
    });
  }

  it('refuses a form that is cut off', async () => {
    const body = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nhel';
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    assert.equal((await post(instantService(), body, headers)).code, 4304);
  });

  const types: readonly (readonly [string, string, number])[] = [
    ['a.png', png, 0],
    ['a.png', 'hello', 4000],
    ['a.md', 'hello', 4303],
    ['a', 'hello', 4303],
    ['a.csv', '', 4300],
    ['A.CSV', 'a;b', 0],
  ];
  for (const [name, text, code] of types) {
    it(`answers ${JSON.stringify(name)} with ${text.length} bytes by ${code} in the cloud`, async () => {
      assert.equal((await post(instantService(), formOf([name, text]))).code, code);
    });
  }

  it('has no list of types on a self-hosted server', async () => {
    const { code, data } = await post(instantService({ dialect: 'selfHosted' }), formOf(['a.md', 'hello']));
    assert.equal(code, 0);
    assert.deepEqual(Object.keys(data ?? {}), ['id', 'bytes', 'file_name', 'CreatedAt', 'uri', 'url']);
  });

  it('needs the permission uploadFile', async () => {
    assert.equal((await post(instantService({ permissions: ['run'] }), formOf(['a.csv', 'a']))).code, 4101);
  });

  it('names an uploaded file of a message, and refuses an id that it did not issue', async () => {
    const service = instantService();
    const { data } = await post(service, formOf(['cat.png', png]));
    const message = (id: unknown) => [
      { type: 'text', text: 'look' },
      { type: 'image', file_id: id },
    ];
    const body = (id: unknown) => ({
      additional_messages: [
        { role: 'user', content: JSON.stringify(message(id)), content_type: 'object_string' },
      ],
    });
    assert.match(said(await say(service, '', body(data?.['id']))).join(''), /image: `cat\.png`/);
    const refusal = await refused(service, bodySaying('', body('7100000000000000001')));
    assert.deepEqual([refusal.code, refusal.msg], [4000, 'file_id 7100000000000000001 does not exist']);
  });

  it('looks up file ids in parameters in the cloud only', async () => {
    const parameters = { photos: ['{"file_id":"7100000000000000001"}'] };
    assert.equal((await refused(instantService(), bodySaying('hi', { parameters }))).code, 4000);
    const stream = await instantService({ dialect: 'selfHosted' })(
      requestOf(bodySaying('hi', { parameters })),
    );
    assert.match(stream.headers.get('content-type') ?? '', /event-stream/);
  });

  it('passes the upload of Coze’s SDK', async () => {
    const mount = await mountHttp(instantService({ tokens: ['pat_test'] }));
    const coze = new CozeAPI({
      token: 'pat_test',
      baseURL: mount.baseUrl,
      allowPersonalAccessTokenInBrowser: true,
    });
    const path = join(temporaryFolder('coze-upload-'), 'a.csv');
    await writeFile(path, 'name;age\n');
    const file = await coze.files.upload({ file: createReadStream(path) });
    assert.deepEqual([file.bytes, file.file_name], [9, 'a.csv']);
    const same = await coze.files.retrieve(file.id);
    assert.deepEqual([same.id, same.bytes], [file.id, 9]);
    await mount.close();
  });
});
