import type { MediaFailure } from '../../shared/protocol';
import { isWanted, type LoadedMedia, type MediaLoader, type WantedMedia } from './mediaLoader';

const defaultMaxBytes = 32 * 1024 * 1024;

/**
 * The media loaded last, so that what is saved or opened is what is shown: its bytes were checked, and its URL may have
 * expired. A medium that is not kept any more is loaded and checked again.
 */
export class CheckedMedia {
  /** By URL, the one loaded last at the end. */
  private readonly kept = new Map<string, LoadedMedia>();

  constructor(
    private readonly loader: Pick<MediaLoader, 'load'>,
    private readonly maxBytes = defaultMaxBytes,
  ) {}

  async get(url: string, wanted: WantedMedia): Promise<LoadedMedia | { readonly reason: MediaFailure }> {
    const known = this.kept.get(url);
    if (known && isWanted(known.mime, wanted)) return known;
    const loaded = await this.loader.load(url, wanted);
    if (!('reason' in loaded)) this.keep(url, loaded);
    return loaded;
  }

  private keep(url: string, loaded: LoadedMedia): void {
    this.kept.delete(url);
    this.kept.set(url, loaded);
    let size = 0;
    for (const { bytes } of this.kept.values()) size += bytes.byteLength;
    for (const [oldest, { bytes }] of this.kept) {
      if (size <= this.maxBytes) return;
      this.kept.delete(oldest);
      size -= bytes.byteLength;
    }
  }
}
