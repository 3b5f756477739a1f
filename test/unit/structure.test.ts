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
  const sources = tracked.filter(
    (file) => /^(?:src|webview)\/.*\.ts$/.test(file) && existsSync(join(root, file)),
  );
  const imports = new Map(sources.map((file) => [file, importsOf(file)]));

  it('has no circle of files that import each other, types and files loaded later included', () => {
    const all = sources.map((file) => [file, [...(imports.get(file) ?? []), ...loadedLater(file)]] as const);
    assert.equal(circleIn(new Map(all)), undefined);
  });

  // Files loaded later do not count: `host` loads the entry points of `onDemand`, which import from `host`.
  it('has no circle of folders in one folder that import each other, types included', () => {
    const folders = foldersOf(imports);
    assert.ok(folders.size > 50);
    assert.equal(circleIn(folders), undefined);
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

type Imports = ReadonlyMap<string, readonly string[]>;

/** The names on the way of a circle; `undefined` if there is none. */
function circleIn(imports: Imports): string | undefined {
  const done = new Set<string>();
  const circleFrom = (name: string, path: readonly string[]): string | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name].join(' -> ');
    if (done.has(name)) return undefined;
    for (const next of imports.get(name) ?? []) {
      const circle = circleFrom(next, [...path, name]);
      if (circle !== undefined) return circle;
    }
    done.add(name);
    return undefined;
  };
  return [...imports.keys()].map((name) => circleFrom(name, [])).find((circle) => circle !== undefined);
}

/** The imports of files as imports of the two folders that hold them, below the folder that holds both. */
function foldersOf(imports: Imports): Imports {
  const folders = new Map<string, readonly string[]>();
  for (const [file, targets] of imports) {
    const from = file.split('/');
    for (const target of targets) {
      const to = target.split('/');
      const end = from.findIndex((part, index) => part !== to[index]) + 1;
      // A file beside the other's folder is in no folder of its own there.
      if (end === from.length || end === to.length) continue;
      const folder = from.slice(0, end).join('/');
      folders.set(folder, [...(folders.get(folder) ?? []), to.slice(0, end).join('/')]);
    }
  }
  return folders;
}

/** Files that a file imports when it is loaded, and those of which it uses types. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const statements = text.matchAll(/^(?:import|export)\s[^;'"]*?from '(\.[^']+)'/gm);
  return [...statements].map(([, path = '']) => `${posix.join(posix.dirname(file), path)}.ts`);
}

/** Files that a file loads when it needs them. */
function loadedLater(file: string): readonly string[] {
  const loads = readFileSync(join(root, file), 'utf8').matchAll(/\bimport\(\s*'(\.[^']+)'\)/g);
  return [...loads].map(([, path = '']) => `${posix.join(posix.dirname(file), path)}.ts`);
}

function linksOf(document: string): readonly string[] {
  const text = readFileSync(join(root, document), 'utf8').replace(/^```[\s\S]*?^```/gm, '');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link.replace(/#.*$/, ''));
  return links.filter((link) => link !== '' && !/^[a-z]+:/.test(link));
}
