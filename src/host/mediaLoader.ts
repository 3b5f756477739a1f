import type { LookupAddress, LookupOptions } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import type { request } from 'node:https';
import { isIP } from 'node:net';
import type { MediaFailure } from '../shared/protocol';
import { imageTypeOf } from './imageType';

export interface LoadedMedia {
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** `dns.lookup` with all addresses, as a promise. */
export type LookupAll = (host: string) => Promise<readonly LookupAddress[]>;

/** What the loader works with. A test gives a plain HTTP request and its own idea of a public address. */
export interface MediaLoaderParts {
  readonly request: typeof request;
  readonly lookupAll: LookupAll;
  readonly isPublicAddress: (address: string) => boolean;
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
}

class Refused extends Error {
  constructor(readonly reason: MediaFailure) {
    super(reason);
  }
}

const defaultMaxBytes = 10 * 1024 * 1024;
const defaultTimeoutMs = 10_000;

/**
 * Loads a picture that the user asked to see: https only, no token, no cookies, no redirects, one time limit over all,
 * a size limit, and the type by its bytes. The address is checked at the moment of connecting, so a name that changes
 * its mind between the check and the connection gains nothing.
 */
export class MediaLoader {
  constructor(private readonly parts: MediaLoaderParts) {}

  async load(url: string): Promise<LoadedMedia | { readonly reason: MediaFailure }> {
    try {
      return await this.loadOrThrow(url);
    } catch (error) {
      return { reason: error instanceof Refused ? error.reason : 'unreachable' };
    }
  }

  private async loadOrThrow(text: string): Promise<LoadedMedia> {
    if (!URL.canParse(text)) throw new Refused('notHttps');
    const url = new URL(text);
    if (url.protocol !== 'https:' || url.username || url.password) throw new Refused('notHttps');
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) !== 0 && !this.parts.isPublicAddress(literal)) throw new Refused('privateAddress');
    const signal = AbortSignal.timeout(this.parts.timeoutMs ?? defaultTimeoutMs);
    const response = await this.get(url, signal);
    try {
      const bytes = await this.read(response);
      const mime = imageTypeOf(bytes);
      if (!mime) throw new Refused('wrongType');
      return { mime, bytes };
    } finally {
      response.destroy();
    }
  }

  private get(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const request = this.parts.request(
        url,
        {
          method: 'GET',
          // A connection that others left open was made without our look at its address.
          agent: false,
          headers: { accept: 'image/png, image/jpeg, image/gif, image/webp', 'accept-encoding': 'identity' },
          signal,
          lookup: (host, options, callback) => this.lookup(host, options, callback),
        },
        (response) => {
          const status = response.statusCode ?? 0;
          if (status >= 200 && status < 300) {
            resolve(response);
            return;
          }
          response.destroy();
          reject(new Refused(status >= 300 && status < 400 ? 'redirected' : 'unreachable'));
        },
      );
      request.on('error', reject);
      request.end();
    });
  }

  private lookup(
    host: string,
    options: LookupOptions,
    callback: (error: Error | null, address: string | LookupAddress[], family?: number) => void,
  ): void {
    this.parts.lookupAll(host).then(
      (addresses) => {
        const first = addresses[0];
        if (!first || !addresses.every(({ address }) => this.parts.isPublicAddress(address)))
          callback(new Refused(first ? 'privateAddress' : 'unreachable'), '');
        else if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), ''),
    );
  }

  private async read(response: IncomingMessage): Promise<Uint8Array> {
    const maxBytes = this.parts.maxBytes ?? defaultMaxBytes;
    if (Number(response.headers['content-length']) > maxBytes) throw new Refused('tooLarge');
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new Refused('tooLarge');
      chunks.push(chunk);
    }
    if (!response.complete) throw new Refused('unreachable');
    return Buffer.concat(chunks);
  }
}
