import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OAuthTokens } from '../../../shared/oauth';
import { fields, read, text, time } from '../../../shared/schema';
import {
  directoryMode,
  nodeFileSystem,
  replaceFile,
  unlessMissing,
} from '../../../storage/journal/disk/fileSystem';

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

const schema = fields({ accessToken: text, refreshToken: text, expiresAt: time });

/** A key for {@link SharedTokens}, as text. */
export function newTokenKey(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The latest tokens of signed-in users, in files that the windows of this computer share. In a browser each window has its
 * own copy of the secrets, so that it does not see the tokens that another window got, and its own refresh token is
 * invalid. The files are encrypted with a key that is only in the secret storage.
 */
export class SharedTokens {
  constructor(private readonly folder: string) {}

  /** The tokens that a window has written with this key; `undefined` if there are none. Never throws. */
  async read(origin: string, key: string): Promise<OAuthTokens | undefined> {
    try {
      const sealed = await unlessMissing(readFile(this.pathOf(origin)));
      return sealed && read(schema, JSON.parse(open(sealed, key, origin)));
    } catch {
      return undefined;
    }
  }

  /** Replaces the tokens. Throws errors of the disk. */
  async write(origin: string, key: string, tokens: OAuthTokens): Promise<void> {
    const { accessToken, refreshToken, expiresAt } = tokens;
    const sealed = seal(JSON.stringify({ accessToken, refreshToken, expiresAt }), key, origin);
    const path = this.pathOf(origin);
    await mkdir(this.folder, { recursive: true, mode: directoryMode });
    await replaceFile(nodeFileSystem, path, sealed, `${path}.${randomBytes(4).toString('hex')}`);
  }

  private pathOf(origin: string): string {
    return join(this.folder, createHash('sha256').update(origin).digest('hex').slice(0, 32));
  }
}

/** The initialization vector, the authentication tag and the encrypted text. The origin is authenticated with them. */
function seal(plain: string, key: string, origin: string): Uint8Array {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, Buffer.from(key, 'base64url'), iv).setAAD(Buffer.from(origin));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** Throws if the key or the origin is another one, or if the bytes were changed. */
function open(bytes: Buffer, key: string, origin: string): string {
  const iv = bytes.subarray(0, ivBytes);
  const decipher = createDecipheriv(algorithm, Buffer.from(key, 'base64url'), iv, { authTagLength: tagBytes })
    .setAAD(Buffer.from(origin))
    .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  const sealed = bytes.subarray(ivBytes + tagBytes);
  return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
}
