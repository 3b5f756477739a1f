import { readdir, readFile, writeFile } from 'node:fs/promises';

/**
 * Writes the licences of every package that went into the bundles, as most of them ask for. `metafiles` are those of
 * esbuild. A package that has only the name of its licence is listed with its author; one without a name fails the build.
 */
export async function writeThirdPartyNotices(file, metafiles) {
  const inputs = metafiles.flatMap(({ inputs: all }) => Object.keys(all));
  const folders = new Set(
    inputs.flatMap((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
  );
  const notices = await Promise.all([...folders].sort().map(noticeOf));
  const title = 'This extension contains code of the following packages.';
  await writeFile(file, [title, ...notices].join(`\n\n${'-'.repeat(78)}\n\n`));
}

async function noticeOf(folder) {
  const { name, version, license, author } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  if (!license) throw new Error(`${name} is bundled, but names no licence.`);
  const files = (await readdir(folder)).filter((file) => /^licen[cs]e/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(`${folder}/${file}`, 'utf8')));
  const by = author ? `, by ${author.name ?? author}` : '';
  return [`${name} ${version} (${license})${by}`, ...texts.map((text) => text.trim())].join('\n\n');
}
