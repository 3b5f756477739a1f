import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFile, chmod, mkdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkFile, readFile } from '../../../../src/host/attachments/files/localFile';
import { FileError } from '../../../../src/host/attachments/files/uploadProblem';
import { png, uploading, type Uploading } from './uploading';

type Make = (at: Uploading) => Promise<string>;

async function sparse(at: Uploading, name: string, megabytes: number): Promise<string> {
  const path = await at.write(name, png);
  await truncate(path, megabytes * 1024 * 1024);
  return path;
}

async function linked(at: Uploading, name: string, target: string): Promise<string> {
  const path = join(at.folder, name);
  await symlink(target, path);
  return path;
}

const zip = 'PK\x03\x04 zip';

/** What it is, how it is made, and why it is not uploaded to the cloud; empty if it is uploaded. */
const rows: readonly (readonly [string, Make, string])[] = [
  ['a picture', (at) => at.write('a.png', png), ''],
  ['no ending', (at) => at.write('LICENSE', 'text'), 'typeNotListed'],
  ['only an ending', (at) => at.write('.png', png), 'typeNotListed'],
  ['a program with the ending of a picture', (at) => at.write('a.png', 'MZ\x90\0'), 'otherContent'],
  ['a picture with the ending of a document', (at) => at.write('a.pdf', png), 'otherContent'],
  ['a double ending of a program', (at) => at.write('invoice.pdf.exe', 'MZ'), 'typeNotListed'],
  ['a double ending of a picture', (at) => at.write('a.tar.png', png), ''],
  ['a picture with the ending of an archive', (at) => at.write('a.docx', png), 'otherContent'],
  ['a document', (at) => at.write('a.docx', zip), ''],
  ['an ending in capitals', (at) => at.write('A.PNG', png), ''],
  ['a dot at the end', (at) => at.write('a.png.', png), 'typeNotListed'],
  ['a space at the end', (at) => at.write('a.png ', png), 'typeNotListed'],
  ['bytes in a table', (at) => at.write('a.csv', 'a;b\0c'), 'otherContent'],
  ['a table in UTF-16', (at) => at.write('a.csv', Buffer.from('\ufeffa;b', 'utf16le')), ''],
  ['no bytes', (at) => at.write('a.png', ''), 'empty'],
  ['one byte', (at) => at.write('a.csv', 'a'), ''],
  ['a folder', (at) => mkdir(join(at.folder, 'a.png')).then(() => join(at.folder, 'a.png')), 'notAFile'],
  ['a file that is not there', (at) => Promise.resolve(join(at.folder, 'a.png')), 'missing'],
  ['a path below a file', async (at) => join(await at.write('a.png', png), 'b.png'), 'missing'],
  ['a link to nothing', (at) => linked(at, 'a.png', 'b.png'), 'missing'],
  ['a link to itself', (at) => linked(at, 'a.png', 'a.png'), 'notAFile'],
  ['a link to a folder', (at) => linked(at, 'a.png', at.folder), 'notAFile'],
  ['a link to a picture', async (at) => linked(at, 'a.png', await at.write('b.png', png)), ''],
  ['a device', (at) => linked(at, 'a.png', '/dev/zero'), 'notAFile'],
  [
    'a pipe that nothing writes to',
    (at) => {
      execFileSync('mkfifo', [join(at.folder, 'a.png')]);
      return Promise.resolve(join(at.folder, 'a.png'));
    },
    'notAFile',
  ],
  ['513 MB', (at) => sparse(at, 'a.png', 513), 'tooLarge'],
  ['a name with a right-to-left override', (at) => at.write('a\u202Egnp.csv', 'a'), ''],
  ['a name with a line break', (at) => at.write('a\r\nb.csv', 'a'), ''],
  ['a name with quotes', (at) => at.write('a"; name="b.csv', 'a'), ''],
  ['a name with tags of HTML', (at) => at.write('<img src=x onerror=alert(1)>.csv', 'a'), ''],
  ['a name of 200 characters', (at) => at.write(`${'a'.repeat(196)}.csv`, 'a'), ''],
  ['the name __proto__', (at) => at.write('__proto__', 'a'), 'typeNotListed'],
];

describe('a file that the user attaches', () => {
  let at: Uploading;
  beforeEach(async () => (at = await uploading()));
  afterEach(() => at.mount.close());

  const attach = async (path: string) => {
    await at.uploads.attach('chat', [{ name: path.split('/').at(-1) ?? '', path }], at.workflow);
    return at.uploads.statesOf(['chat'])[0];
  };

  for (const [what, make, problem] of rows) {
    it(`${problem === '' ? 'is uploaded' : `is refused as ${problem}`}: ${what}`, async function () {
      if (what.startsWith('a pipe') && process.platform === 'win32') return;
      const state = await attach(await make(at));
      assert.deepEqual(
        [state?.state, state?.problem],
        [problem === '' ? 'ready' : 'failed', problem || undefined],
      );
      assert.equal(at.mount.requests.length, problem === '' ? 1 : 0);
    });
  }

  it('is refused as unreadable without the permission to read it', async () => {
    const path = await at.write('a.png', png);
    await chmod(path, 0);
    // The administrator may read every file.
    const expected = process.getuid?.() === 0 ? undefined : 'unreadable';
    assert.equal((await attach(path))?.problem, expected);
  });

  it('is not limited to listed types on a self-hosted server, but to 200 MB', async () => {
    await at.mount.close();
    at = await uploading({ dialect: 'selfHosted' });
    assert.equal((await attach(await at.write('LICENSE', 'text')))?.state, 'ready');
    at.uploads.remove('upload1');
    assert.equal((await attach(await sparse(at, 'b.png', 201)))?.problem, 'tooLarge');
  });

  it('fails if it changes while it is uploaded, and the service gets no complete file', async () => {
    const path = await at.write('a.csv', 'a'.repeat(300_000));
    await changedWhileSent(path, () => appendFile(path, 'more'));
    const [state] = at.uploads.statesOf(['chat']);
    assert.deepEqual([state?.state, state?.problem, state?.canRetry], ['failed', 'changed', true]);
    assert.equal(at.mount.requests.length, 0);
  });

  const changes: readonly (readonly [string, (path: string) => Promise<void>, string])[] = [
    ['grows', (path) => appendFile(path, 'more'), 'changed'],
    ['is cut', (path) => truncate(path, 10), 'changed'],
    ['is written again with other bytes', (path) => writeFile(path, 'b'.repeat(300_000)), 'changed'],
    [
      'is replaced by another one of the same size',
      async (path) => {
        const other = await at.write('b.csv', 'b'.repeat(300_000));
        await rename(other, path);
      },
      'changed',
    ],
    ['is deleted', (path) => rm(path), 'removed'],
  ];
  for (const [what, change, reason] of changes) {
    it(`is not read to its end if it ${what} meanwhile`, async () => {
      const path = await at.write('a.csv', 'a'.repeat(300_000));
      const file = await checkFile(path, 'a.csv', { megabytes: 1, hasTypes: true });
      let read = 0;
      const reading = async () => {
        for await (const chunk of readFile(file)) {
          if (read === 0) await change(path);
          read += chunk.length;
        }
      };
      await assert.rejects(
        reading(),
        (error) => error instanceof FileError && error.problem.reason === reason,
      );
      assert.ok(read < 300_000);
    });
  }

  /** Acts when the upload has begun, before its first byte is sent. */
  async function changedWhileSent(path: string, act: () => Promise<void>): Promise<void> {
    let acting: Promise<void> | undefined;
    const { fetch } = globalThis;
    globalThis.fetch = async (input, init) => {
      await (acting ??= act());
      return fetch(input, init);
    };
    try {
      await at.uploads.attach('chat', [{ name: 'a.csv', path }], at.workflow);
    } finally {
      globalThis.fetch = fetch;
    }
    assert.ok(acting);
  }
});
