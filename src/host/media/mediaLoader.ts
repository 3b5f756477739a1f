import type { LookupAddress, LookupOptions } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import type { request } from 'node:https';
import { isIP } from 'node:net';
import type { MediaFailure } from '../../shared/protocol';
import { httpsUrl, type ParsedUrl } from '../../shared/urls/urls';
import { isText, mediaTypeOf } from './mediaType';

export interface LoadedMedia {
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** What is accepted: an image; an image, a sound or a video; or any of these and a text. */
export type WantedMedia = 'image' | 'media' | 'file';

/** Whether a file of this type is accepted. */
export function isWanted(mime: string, wanted: WantedMedia): boolean {
  return wanted === 'image' ? mime.startsWith('image/') : wanted === 'file' || mime !== 'text/plain';
}

/** `dns.lookup` with `all: true`, as a promise. */
type LookupAll = (host: string) => Promise<readonly LookupAddress[]>;

/** Tests inject plain HTTP and another definition of a public address. */
export interface MediaLoaderDeps {
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
 * Loads a file of an answer that the user asked for: https only, without token, cookies and redirects, within a time and a
 * size limit, with its type determined by its bytes. The host is resolved and checked before the request, because a proxy
 * would resolve it again. The connection uses the checked addresses, so that a DNS answer that changes has no effect.
 */
export class MediaLoader {
  constructor(private readonly deps: MediaLoaderDeps) {}

  async load(
    url: string,
    wanted: WantedMedia = 'media',
  ): Promise<LoadedMedia | { readonly reason: MediaFailure }> {
    try {
      return await this.loadOrThrow(url, wanted);
    } catch (error) {
      return { reason: error instanceof Refused ? error.reason : 'unreachable' };
    }
  }

  private async loadOrThrow(text: string, wanted: WantedMedia): Promise<LoadedMedia> {
    const url = httpsUrl(text);
    if (!url) throw new Refused('notHttps');
    const signal = AbortSignal.timeout(this.deps.timeoutMs ?? defaultTimeoutMs);
    const addresses = await this.resolvePublic(url.hostname.replace(/^\[|\]$/g, ''), signal);
    const response = await this.get(url, addresses, signal);
    try {
      const bytes = await this.read(response);
      const mime = mediaTypeOf(bytes) ?? (isText(bytes) ? 'text/plain' : undefined);
      if (!mime || !isWanted(mime, wanted)) throw new Refused('wrongType');
      return { mime, bytes };
    } finally {
      response.destroy();
    }
  }

  /** Resolves a host. Refuses it if any of its addresses is not public. */
  private async resolvePublic(host: string, signal: AbortSignal): Promise<readonly LookupAddress[]> {
    const family = isIP(host);
    const addresses =
      family === 0
        ? await Promise.race([this.deps.lookupAll(host), aborted(signal)])
        : [{ address: host, family }];
    if (addresses.length === 0) throw new Refused('unreachable');
    if (!addresses.every(({ address }) => this.deps.isPublicAddress(address))) {
      throw new Refused('privateAddress');
    }
    return addresses;
  }

  private get(
    url: ParsedUrl,
    addresses: readonly LookupAddress[],
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const request = this.deps.request(
        url.href,
        {
          method: 'GET',
          // A pooled connection could lead to an address that was not checked.
          agent: false,
          headers: {
            accept: 'image/png, image/jpeg, image/gif, image/webp, audio/*, video/*, text/*',
            'accept-encoding': 'identity',
          },
          signal,
          lookup: (_host, options, callback) => answerLookup(addresses, options, callback),
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

  private async read(response: IncomingMessage): Promise<Uint8Array> {
    const maxBytes = this.deps.maxBytes ?? defaultMaxBytes;
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

/** Answers the lookup of the request with the checked addresses. */
function answerLookup(
  addresses: readonly LookupAddress[],
  options: LookupOptions,
  callback: (error: Error | null, address: string | LookupAddress[], family?: number) => void,
): void {
  const [first] = addresses;
  if (options.all) callback(null, [...addresses]);
  else if (first) callback(null, first.address, first.family);
}

/** Rejects when the signal is aborted. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Refused('unreachable')), { once: true });
  });
}
