import assert from 'node:assert/strict';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isKeyFile } from '../../../../src/host/attachments/files/concerns';
import { NotReadyError } from '../../../../src/host/attachments/uploads';
import { textMessage } from '../../../../src/shared/conversation/userMessage';
import { workflowAt } from '../../../support/wirePipeline';
import { png, uploading, type Uploading } from './uploading';

const token = 'pat_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123';
const day = 24 * 60 * 60 * 1_000;

describe('Uploads', () => {
  let at: Uploading;
  beforeEach(async () => (at = await uploading()));
  afterEach(() => at.mount.close());

  const attach = async (name: string, content: string | Uint8Array = png, key = 'chat', field?: string) => {
    const path = await at.write(name, content);
    await at.uploads.attach(key, [{ name, path, ...(field !== undefined && { field }) }], at.workflow);
    return at.uploads.statesOf([key]).at(-1)!;
  };
  const states = () => at.uploads.statesOf(['chat']);
  const posts = () => at.mount.requests.length;

  it('shows progress, a preview and the end of an upload', async () => {
    const seen: string[] = [];
    at.uploads.onDidChange(() => seen.push(states()[0]?.state ?? ''));
    const state = await attach('a.png');
    assert.deepEqual(
      seen.filter((one, index) => one !== seen[index - 1]),
      ['waiting', 'uploading', 'ready'],
    );
    assert.deepEqual([state.kind, state.size, state.sentBytes], ['image', 16, 16]);
    assert.equal(state.preview, `data:image/png;base64,${png.toString('base64')}`);
  });

  it('does not upload the same file twice, also after a reload of the window', async () => {
    await attach('a.png');
    await attach('a.png');
    assert.equal(posts(), 1);
    const path = join(at.folder, 'a.png');
    await at.reloaded().attach('chat', [{ name: 'a.png', path }], at.workflow);
    assert.equal(posts(), 1);
    assert.deepEqual(
      states().map(({ state }) => state),
      ['ready', 'ready'],
    );
  });

  it('uploads it again for another account, another name, other bytes, or after three months', async () => {
    await attach('a.png');
    at.account = 'b';
    await attach('a.png');
    await attach('b.png');
    await attach('b.png', Buffer.concat([png, png]));
    assert.equal(posts(), 4);
    at.now += 86 * day;
    await attach('b.png', Buffer.concat([png, png]));
    assert.equal(posts(), 5);
  });

  it('keeps what is ready over a reload of the window, without asking the service', async () => {
    const { id } = await attach('a.png', png, 'chat', '/photo');
    const [kept] = at.reloaded().statesOf(['chat']);
    assert.deepEqual([kept?.id, kept?.state, kept?.name, kept?.field], [id, 'ready', 'a.png', '/photo']);
  });

  it('cancels an upload by removing it', async () => {
    let isAborted = false;
    at.handler = (request) =>
      new Promise((_resolve, reject) => {
        request.signal.addEventListener('abort', () => {
          isAborted = true;
          reject(new Error('gone'));
        });
        at.uploads.remove(states()[0]?.id ?? '');
      });
    const path = await at.write('a.png', png);
    const attaching = at.uploads.attach('chat', [{ name: 'a.png', path }], at.workflow);
    while (states().length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await attaching;
    while (!isAborted) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual(states(), []);
  });

  it('tries a failed upload again', async () => {
    const { handler } = at;
    at.handler = () =>
      Promise.resolve(Response.json({ code: 4303, msg: 'type' }, { headers: { 'x-tt-logid': 'L1' } }));
    const failed = await attach('a.png');
    assert.deepEqual([failed.state, failed.problem, failed.canRetry], ['failed', 'fileTypeRefused', true]);
    at.handler = handler;
    await at.uploads.retry(failed.id, at.workflow);
    assert.equal(states()[0]?.state, 'ready');
    assert.equal(states()[0]?.problem, undefined);
  });

  it('uploads nothing without a workflow, and removes what the user does not agree to', async () => {
    const path = await at.write('a.png', png);
    await at.uploads.attach('chat', [{ name: 'a.png', path }], undefined);
    assert.equal(states()[0]?.problem, 'noWorkflow');
    at.mayUse = false;
    await at.uploads.attach('chat', [{ name: 'a.png', path }], at.workflow);
    assert.equal(states().length, 1);
    assert.equal(posts(), 0);
  });

  describe('asks before it uploads', () => {
    const rows: readonly (readonly [string, () => Promise<string>, readonly string[]])[] = [
      ['nothing about a picture of the workspace', () => at.write('a.png', png), []],
      [
        'about a file outside of the workspace',
        () => {
          const path = join(at.outside, 'a.png');
          writeFileSync(path, png);
          return Promise.resolve(path);
        },
        ['outside'],
      ],
      [
        'about a link that leads out of the workspace',
        () => {
          writeFileSync(join(at.outside, 'b.png'), png);
          symlinkSync(join(at.outside, 'b.png'), join(at.folder, 'a.png'));
          return Promise.resolve(join(at.folder, 'a.png'));
        },
        ['outside'],
      ],
      [
        'about a file that Git ignores',
        async () => {
          await at.write('.gitignore', '*.png\n!b.png\n');
          return at.write('a.png', png);
        },
        ['ignored'],
      ],
      [
        'about a file in a folder that Git ignores',
        async () => {
          await at.write('.gitignore', 'out/\n');
          return at.write('out/deep/a.png', png);
        },
        ['ignored'],
      ],
      [
        'nothing about a file that a nearer .gitignore keeps',
        async () => {
          await at.write('.gitignore', '*.png\n');
          await at.write('docs/.gitignore', '!a.png\n');
          return at.write('docs/a.png', png);
        },
        [],
      ],
      [
        'about a file that .git/info/exclude ignores',
        async () => {
          await at.write('.git/info/exclude', 'a.png\n');
          return at.write('a.png', png);
        },
        ['ignored'],
      ],
      [
        'about a file over the size of the setting',
        () => at.write('a.csv', 'a'.repeat(1_100_000)),
        ['large'],
      ],
      ['about a token in a text', () => at.write('a.csv', `a\nb ${token}\n`), ['secrets']],
      ['about invisible characters in a text', () => at.write('a.csv', 'a\u202Eb\u{E0041}'), ['hidden']],
      ['nothing about a byte order mark', () => at.write('a.csv', '\uFEFFa;b'), []],
    ];
    for (const [what, make, reasons] of rows) {
      it(what, async () => {
        at.answer = 'none';
        const path = await make();
        await at.uploads.attach('chat', [{ name: path.split('/').at(-1)!, path }], at.workflow);
        assert.deepEqual(
          at.asked.flatMap(({ concerns }) => concerns.map(({ reason }) => reason)),
          reasons,
        );
        assert.equal(posts(), reasons.length === 0 ? 1 : 0);
        assert.equal(states().length, reasons.length === 0 ? 1 : 0);
      });
    }

    it('names the file that a link leads to', async () => {
      writeFileSync(join(at.outside, 'b.png'), png);
      symlinkSync(join(at.outside, 'b.png'), join(at.folder, 'a.png'));
      await at.uploads.attach('chat', [{ name: 'a.png', path: join(at.folder, 'a.png') }], at.workflow);
      assert.equal(at.asked[0]?.name, `a.png → ${join(at.outside, 'b.png')}`);
    });

    it('names the lines of secrets, and counts invisible characters', async () => {
      await attach('a.csv', `a\u200B\n${token}\u200Bb\n`);
      assert.deepEqual(at.asked[0]?.concerns, [
        { reason: 'secrets', lines: [2] },
        { reason: 'hidden', count: 2 },
      ]);
    });

    it('uploads a copy without secrets if the user chooses that; the file stays as it is', async () => {
      at.answer = 'redacted';
      const key = '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----';
      await attach('a.csv', `a ${token}\n${key}\nb\u200B`);
      const { body } = at.mount.requests[0]!;
      assert.match(body, /filename="a\.csv"[^]*\r\n\r\na \[redacted\]\n\[redacted\]\nb\r\n/);
      assert.equal(readFileSync(join(at.folder, 'a.csv'), 'utf8').includes(token), true);
    });

    it('does not ask again about a file that the user has agreed to, unless it has changed', async () => {
      const { handler } = at;
      at.handler = () => Promise.resolve(Response.json({ code: 4303, msg: 'type' }));
      const { id } = await attach('a.csv', token);
      await at.uploads.retry(id, at.workflow);
      assert.equal(at.asked.length, 1);
      await at.write('a.csv', `${token} ${token}`);
      at.handler = handler;
      await at.uploads.retry(id, at.workflow);
      assert.equal(at.asked.length, 2);
      assert.equal(states()[0]?.state, 'ready');
    });
  });

  const keyFiles = [
    '.env',
    '.env.local',
    'prod.env',
    'id_rsa',
    'server.pem',
    '.npmrc',
    'A.KEY',
    'terraform.tfstate',
  ];
  const others = ['.env.example', 'environment.ts', 'id_rsa.pub', 'key.ts', 'a.png', 'package.json'];
  for (const name of keyFiles) it(`takes ${name} for a key file`, () => assert.ok(isKeyFile(name)));
  for (const name of others) it(`takes ${name} for no key file`, () => assert.ok(!isKeyFile(name)));

  describe('prepares a message', () => {
    const other = workflowAt('https://api.coze.com');

    it('waits for an upload that runs', async () => {
      const path = await at.write('a.png', png);
      const attaching = at.uploads.attach('chat', [{ name: 'a.png', path }], at.workflow);
      const [state] = states();
      const message = await at.uploads.resolve(textMessage('hi'), [state!.id], at.workflow);
      assert.match(message.attachments[0]?.fileId ?? '', /^\d{19}$/);
      await attaching;
    });

    it('refuses a file that failed, was removed, or belongs to another service', async () => {
      const failed = await attach('a.png', 'no picture');
      await assert.rejects(at.uploads.resolve(textMessage('hi'), [failed.id], at.workflow), NotReadyError);
      await assert.rejects(at.uploads.resolve(textMessage('hi'), ['gone'], at.workflow), NotReadyError);
      const ready = await attach('b.png');
      await assert.rejects(at.uploads.resolve(textMessage('hi'), [ready.id], other), NotReadyError);
      assert.equal(states().at(-1)?.problem, 'otherService');
    });

    it('uploads a file again that the service has deleted by now', async () => {
      const { id } = await attach('a.png');
      at.now += 86 * day;
      await at.uploads.resolve(textMessage('hi'), [id], at.workflow);
      assert.equal(posts(), 2);
    });

    it('uploads a file again, once, that the service refuses as unknown', async () => {
      const { id } = await attach('a.png');
      const message = await at.uploads.resolve(textMessage('hi'), [id], at.workflow);
      at.uploads.consume([id]);
      await at.uploads.giveBack('chat', message.attachments, at.workflow);
      await at.uploads.renew(message, at.workflow);
      const again = await at.uploads.resolve(textMessage('hi'), [states()[0]!.id], at.workflow);
      assert.equal(posts(), 2);
      assert.notEqual(again.attachments[0]?.fileId, message.attachments[0]?.fileId);
    });

    it('answers an input node, and keeps the spelling of everything else', async () => {
      const { id } = await attach('a.png');
      const text = `{"n":12345678901234567890,"photo":{ "$upload" : "${id}" },"note":"{\\"$upload\\":\\"x\\"}"}`;
      const answer = await at.uploads.resolveAnswer(text, at.workflow);
      const file = (JSON.parse(answer) as { photo: string }).photo;
      assert.match(file, /^\{"file_id":"\d{19}"\}$/);
      assert.equal(answer, text.replace(`{ "$upload" : "${id}" }`, JSON.stringify(file)));
    });
  });

  it('returns the files of a message that failed, and withdraws them when it was sent again', async () => {
    const { id } = await attach('a.png');
    const message = await at.uploads.resolve(textMessage('hi'), [id], at.workflow);
    at.uploads.consume([id]);
    assert.deepEqual(states(), []);
    await at.uploads.giveBack('chat', message.attachments, at.workflow);
    await at.uploads.giveBack('chat', message.attachments, at.workflow);
    assert.deepEqual(
      states().map(({ name, state, size }) => [name, state, size]),
      [['a.png', 'ready', 16]],
    );
    const again = await at.uploads.resolve(textMessage('hi'), [states()[0]!.id], at.workflow);
    assert.deepEqual(again, message);
    at.uploads.withdraw('chat', message.attachments);
    assert.deepEqual(states(), []);
  });

  it('moves the files of a new chat to its conversation', async () => {
    await attach('a.png', png, 'sideBar');
    at.uploads.move('sideBar', 'chat');
    assert.equal(states().length, 1);
    assert.equal(at.uploads.statesOf(['sideBar']).length, 0);
  });
});
