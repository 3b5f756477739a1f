import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { findSecrets } from '../../../shared/outgoing/findSecrets';
import { countHiddenCharacters } from '../../../shared/outgoing/hiddenText';
import { isText } from './fileTypes';
import { isGitIgnored } from './gitIgnored';
import type { LocalFile } from './localFile';

/** Why the user is asked before a file is uploaded. */
export type Concern =
  | { readonly reason: 'outside' | 'ignored' | 'keyFile' | 'notSearched' }
  | { readonly reason: 'large'; readonly megabytes: number }
  | { readonly reason: 'secrets'; readonly lines: readonly number[] }
  | { readonly reason: 'hidden'; readonly count: number };

export interface ConcernRules {
  /** Whether a path, without symbolic links, is in a folder of the workspace. */
  readonly isInside: (path: string) => boolean;
  readonly confirmAboveMegabytes: number;
}

const megabyte = 1024 * 1024;

/** Longest text that is searched for secrets, in bytes. */
const searchedBytes = 20 * megabyte;

/** Names of files that usually contain keys, tokens or passwords. */
const keyFile =
  /^(?:\.env(?:\..+)?|.+\.env|\.npmrc|\.yarnrc(?:\.yml)?|\.pypirc|\.netrc|_netrc|\.pgpass|\.git-credentials|\.htpasswd|\.dockercfg|credentials(?:\.json)?|secrets?\.(?:json|ya?ml|toml)|id_(?:rsa|dsa|ecdsa|ed25519)|kubeconfig|known_hosts|.+\.(?:pem|key|p8|p12|pfx|jks|keystore|kdbx|asc|gpg|ppk|ovpn|tfstate|tfvars))$/i;
/** A template without values. */
const template = /\.(?:example|sample|template|dist)$/i;

export function isKeyFile(name: string): boolean {
  return keyFile.test(name) && !template.test(name);
}

/** What the user should know before the file is uploaded, the weightiest first. `name` is the name that is sent. */
export async function concernsAbout(
  file: LocalFile,
  name: string,
  rules: ConcernRules,
): Promise<readonly Concern[]> {
  const isInside = rules.isInside(file.path);
  return [
    ...(await concernsAboutCopy(file, name, rules)),
    ...(isKeyFile(basename(file.path)) && !isKeyFile(name) ? [{ reason: 'keyFile' } as const] : []),
    ...(isInside ? [] : [{ reason: 'outside' } as const]),
    ...(isInside && (await isGitIgnored(file.path)) ? [{ reason: 'ignored' } as const] : []),
  ];
}

/** The same for the copy of a file that has no path, such as a pasted one. */
export async function concernsAboutCopy(
  file: LocalFile,
  name: string,
  { confirmAboveMegabytes }: ConcernRules,
): Promise<readonly Concern[]> {
  return [
    ...(await textConcerns(file)),
    ...(isKeyFile(name) ? [{ reason: 'keyFile' } as const] : []),
    ...(file.size > confirmAboveMegabytes * megabyte
      ? [{ reason: 'large', megabytes: Math.ceil(file.size / megabyte) } as const]
      : []),
  ];
}

/** What a text file contains that the user may not want to send. */
async function textConcerns({ path, size, beginning }: LocalFile): Promise<readonly Concern[]> {
  if (!isText(beginning)) return [];
  if (size > searchedBytes) return [{ reason: 'notSearched' }];
  const text = await readFile(path, 'utf8').catch(() => '');
  const lines = [...new Set(findSecrets(text).map(({ line }) => line))];
  const hidden = countHiddenCharacters(text.replace(/^\uFEFF/, ''));
  return [
    ...(lines.length > 0 ? [{ reason: 'secrets', lines } as const] : []),
    ...(hidden > 0 ? [{ reason: 'hidden', count: hidden } as const] : []),
  ];
}
