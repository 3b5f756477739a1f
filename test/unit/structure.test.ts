import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

const root = join(__dirname, '../..');
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
}).split('\n');

describe('The structure of the repository', () => {
  it('has no circle of files that import each other, types included', () => {
    const sources = tracked.filter(
      (file) => /^(?:src|webview)\/.*\.ts$/.test(file) && existsSync(join(root, file)),
    );
    const imports = new Map(sources.map((file) => [file, importsOf(file)]));
    const done = new Set<string>();
    const circleFrom = (file: string, path: readonly string[]): readonly string[] | undefined => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
      if (done.has(file)) return undefined;
      for (const next of imports.get(file) ?? []) {
        const circle = circleFrom(next, [...path, file]);
        if (circle) return circle;
      }
      done.add(file);
      return undefined;
    };
    for (const file of sources) assert.equal(circleFrom(file, [])?.join(' -> '), undefined);
  });

  it('has every file to which a document links', () => {
    const documents = tracked.filter((file) => file.endsWith('.md') && existsSync(join(root, file)));
    const missing = documents.flatMap((document) =>
      linksOf(document)
        .filter((link) => !existsSync(join(root, dirname(document), link)))
        .map((link) => `${document}: ${link}`),
    );
    assert.deepEqual(missing, []);
  });

  it('has every file and folder that the map and the tables of changes name', () => {
    const text = ['architecture', 'changes']
      .map((name) => readFileSync(join(root, `docs/${name}.md`), 'utf8'))
      .join('');
    const names = [...text.matchAll(/`([\w./-]+(?:\/|\.(?:ts|json|md|mjs)))`/g)].map(([, name = '']) => name);
    const isThere = (name: string): boolean =>
      tracked.some(
        (file) => `/${file}`.endsWith(`/${name}`) || (name.endsWith('/') && `/${file}`.includes(`/${name}`)),
      );
    const missing = names.filter((name) => !isThere(name));
    assert.ok(names.length > 100);
    assert.deepEqual(missing, []);
  });
});

/** Files that a file imports when it is loaded, and those of which it uses types. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const statements = text.matchAll(/^(?:import|export)\s[^;'"]*?from '(\.[^']+)'/gm);
  return [...statements].map(([, path = '']) => `${posix.join(posix.dirname(file), path)}.ts`);
}

function linksOf(document: string): readonly string[] {
  const text = readFileSync(join(root, document), 'utf8').replace(/^```[\s\S]*?^```/gm, '');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link.replace(/#.*$/, ''));
  return links.filter((link) => link !== '' && !/^[a-z]+:/.test(link));
}
