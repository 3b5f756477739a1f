import { readdir, readFile, writeFile } from 'node:fs/promises';

/** File names of licences, and of the notices that must be shipped with them. */
const licenceFile = /^(?:licen[cs]e|copying)/i;
const noticeFile = /^(?:notices?|acknowledge?ments|authors)(?:\.|$)/i;

/** Packages whose licence is in their repository only, with the copy of it in `licenses/`. */
const licencesElsewhere = new Map([
  ['@cfworker/json-schema', 'cfworker.txt'],
  ['@microsoft/fast-element', 'microsoft-fast.txt'],
  ['@microsoft/fast-foundation', 'microsoft-fast.txt'],
  ['@microsoft/fast-web-utilities', 'microsoft-fast.txt'],
]);

/**
 * Writes the licences and notices of every bundled package, as their licences require. `metafiles` are those of esbuild.
 * Rejects if a package has no licence text.
 */
export async function writeThirdPartyNotices(file, metafiles) {
  const notices = await Promise.all(bundledFolders(metafiles).map(noticeOf));
  const title = 'This extension contains code of the following packages.';
  await writeFile(file, [title, ...notices].join(`\n\n${'-'.repeat(78)}\n\n`));
}

/** Folders of the bundled packages, sorted. */
export function bundledFolders(metafiles) {
  const inputs = metafiles.flatMap(({ inputs: all }) => Object.keys(all));
  const folders = inputs.flatMap((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(folders)].sort();
}

/** Licence and notices of one package. Rejects if it has no licence text. */
export async function noticeOf(folder) {
  const { name, version, license, author } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  if (!license) throw new Error(`${name} is bundled, but names no licence.`);
  const files = (await readdir(folder)).sort();
  const licences = files.filter((file) => licenceFile.test(file)).map((file) => `${folder}/${file}`);
  const elsewhere = licencesElsewhere.get(name);
  if (licences.length === 0 && elsewhere) licences.push(new URL(`licenses/${elsewhere}`, import.meta.url));
  if (licences.length === 0) throw new Error(`${name} is bundled, but the text of its licence is not there.`);
  const notices = files.filter((file) => noticeFile.test(file)).map((file) => `${folder}/${file}`);
  const texts = await Promise.all([...licences, ...notices].map((file) => readFile(file, 'utf8')));
  const by = author ? `, by ${author.name ?? author}` : '';
  return [`${name} ${version} (${license})${by}`, ...texts.map((text) => text.trim())].join('\n\n');
}
