import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { packageExtension } from '../host/packageExtension';
import { projectRoot } from '../host/paths';
import { zipEntries } from '../support/zipEntries';

describe('The package for users', () => {
  let vsix: Buffer;
  before('package the extension', async () => {
    vsix = await readFile(process.env['COZE_TEST_VSIX'] ?? (await packageExtension()));
  });

  it('holds the files of test/vsix-files.txt and no other', async () => {
    const listed = await readFile(`${projectRoot}/test/vsix-files.txt`, 'utf8');
    const names = zipEntries(vsix).map(({ name }) => name);
    assert.deepEqual(names.sort(), listed.trim().split('\n').sort());
  });

  it('begins its page in VS Code with what it does and how to connect, and links to nothing that is not there', () => {
    const page = zipEntries(vsix)
      .find(({ name }) => name === 'extension/readme.md')
      ?.read()
      .toString('utf8');
    assert.match(page ?? '', /^# Coze Workflow Chat\n\nChat with your/);
    assert.ok((page ?? '').indexOf('Set access token') < (page ?? '').indexOf('## Settings'));
    assert.doesNotMatch(page ?? '', /npm |!\[/);
    const links = [...(page ?? '').matchAll(/\]\(([^)]*)\)/g)].map(([, link = '']) => link);
    assert.ok(links.length > 0);
    assert.deepEqual(
      links.filter((link) => !/^(?:https:\/\/|#中文$)/.test(link)),
      [],
    );
  });

  it('is the same byte by byte when it is made again', async () => {
    const again = await readFile(await packageExtension());
    assert.ok(again.equals(vsix));
  });

  it('is smaller than 900 kB without its command line, which is smaller than 200 kB', () => {
    const files = zipEntries(vsix).map(({ name, read }) => [name, gzipSync(read()).length] as const);
    const isCommandLine = (name: string) => name === 'extension/dist/cli.js';
    const sizeOf = (some: typeof files) => some.reduce((sum, [, size]) => sum + size, 0);
    const commandLine = sizeOf(files.filter(([name]) => isCommandLine(name)));
    const rest = sizeOf(files.filter(([name]) => !isCommandLine(name)));
    assert.ok(commandLine > 0 && commandLine < 200_000, `the command line has ${String(commandLine)} bytes`);
    assert.ok(rest < 900_000, `the rest has ${String(rest)} bytes`);
  });

  for (const language of ['en', 'zh']) {
    it(`has a chat of at most 120,000 bytes with gzip (${language})`, () => {
      const files = ['webview.js', 'webview.css', `webview-words-${language}.js`];
      const sizes = zipEntries(vsix)
        .filter(({ name }) => files.includes(name.replace('extension/dist/', '')))
        .map(({ read }) => gzipSync(read(), { level: 9 }).length);
      assert.equal(sizes.length, files.length);
      const size = sizes.reduce((sum, one) => sum + one);
      assert.ok(size <= 120_000, `it has ${String(size)} bytes`);
    });
  }

  it('holds no source map, no path of the machine that built it, and no secret', () => {
    for (const { name, read } of zipEntries(vsix)) {
      if (!/\.(js|css|json|md|txt)$/.test(name)) continue;
      const text = read().toString('utf8');
      assert.ok(!text.includes('sourceMappingURL='), `${name} names a source map`);
      assert.ok(!text.includes(projectRoot), `${name} names ${projectRoot}`);
      assert.doesNotMatch(
        text,
        /\bpat_[A-Za-z0-9]{40,}|\bBearer [A-Za-z0-9_-]{30,}|PRIVATE KEY-----\s+[A-Za-z0-9+/]{20,}/,
        name,
      );
    }
  });
});
