import type { MediaItem } from '../conversation/content';

/** How a file is sent, by the ending of the path of its URL; `undefined` without an ending. */
export function kindOfPath(path: string): MediaItem['kind'] | undefined {
  if (/\.(png|jpe?g|gif|webp|bmp|svg|avif)$/i.test(path)) return 'image';
  if (/\.(mp3|wav|m4a|ogg|flac|aac)$/i.test(path)) return 'audio';
  if (/\.(mp4|webm|mov|mkv|avi)$/i.test(path)) return 'video';
  return /\.\w{1,5}$/.test(path) ? 'file' : undefined;
}
