import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../support/temporaryFolder';

const root = join(__dirname, '../..');

interface Notices {
  readonly noticeOf: (folder: string) => Promise<string>;
}

describe('The licences of what is bundled', () => {
  let notices: Notices;
  before(async () => {
    notices = (await import(pathToFileURL(`${root}/thirdPartyNotices.mjs`).href)) as Notices;
  });

  /** Packages that can get into the bundles: the dependencies, and what they depend on. */
  function bundledNames(): readonly string[] {
    const manifestOf = (folder: string) =>
      JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as {
        readonly dependencies?: Readonly<Record<string, string>>;
      };
    const names = new Set(Object.keys(manifestOf(root).dependencies ?? {}));
    for (const name of names) {
      const further = Object.keys(manifestOf(`${root}/node_modules/${name}`).dependencies ?? {});
      for (const each of further) names.add(each);
    }
    // Only a helper of React users: no part of the bundles.
    names.delete('@microsoft/fast-react-wrapper');
    // Types without code.
    return [...names].filter((name) => !name.startsWith('@types/'));
  }

  it('have a text for every package, also for those that others bring along', async () => {
    const names = bundledNames();
    for (const name of ['@microsoft/fast-element', '@microsoft/fast-foundation', 'exenv-es6', 'tabbable'])
      assert.ok(names.includes(name), name);
    for (const name of names) {
      const notice = await notices.noticeOf(`${root}/node_modules/${name}`);
      assert.match(notice, /permission|redistribution|licen[cs]e/i, name);
      assert.ok(notice.length > 500, `${name}: ${notice}`);
    }
  });

  it('come with the notices of the packages themselves', async () => {
    const notice = await notices.noticeOf(`${root}/node_modules/@vscode/webview-ui-toolkit`);
    assert.match(notice, /THIRD-PARTY SOFTWARE NOTICES AND INFORMATION/);
  });

  it('fail the build where a text is missing', async () => {
    const folder = temporaryFolder('package-');
    try {
      writeFileSync(
        `${folder}/package.json`,
        JSON.stringify({ name: 'new', version: '1.0.0', license: 'MIT' }),
      );
      await assert.rejects(
        notices.noticeOf(folder),
        /new is bundled, but the text of its licence is not there/,
      );
      writeFileSync(`${folder}/LICENSE`, 'MIT: do what you like');
      assert.match(await notices.noticeOf(folder), /do what you like/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
