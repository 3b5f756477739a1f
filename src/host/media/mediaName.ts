import { parseUrl } from '../../shared/urls/urls';
import { validFileName } from '../fileName';

/** Endings of each media type; the first is added to a name that has none of them. */
const endings: Readonly<Record<string, readonly string[]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'audio/mpeg': ['mp3'],
  'audio/wav': ['wav'],
  'audio/ogg': ['ogg', 'oga'],
  'audio/flac': ['flac'],
  'audio/mp4': ['m4a'],
  'video/mp4': ['mp4', 'm4v', 'mov'],
  'video/webm': ['webm', 'mkv'],
};

const endingPattern = /\.([a-z0-9]{1,10})$/i;

/**
 * The file name of a medium: the name that the service has given, or else the last part of the URL. It ends as its bytes
 * require: a picture named `a.exe` is called `a.exe.png`. A text keeps its ending, or gets `.txt`.
 */
export function mediaFileName(name: string | undefined, url: string, mime: string): string {
  const clean = validFileName(name ?? '', 200) || validFileName(lastPart(url), 200) || 'file';
  const ending = endingPattern.exec(clean)?.[1]?.toLowerCase();
  const base = ending === undefined ? clean : clean.slice(0, -ending.length - 1);
  const allowed = endings[mime];
  const isRight = ending !== undefined && (!allowed || allowed.includes(ending));
  const kept = isRight ? base : clean;
  return `${kept.slice(0, 80).trimEnd()}.${isRight ? ending : (allowed?.[0] ?? 'txt')}`;
}

function lastPart(url: string): string {
  const part = parseUrl(url)?.pathname.split('/').findLast(Boolean) ?? '';
  try {
    return decodeURIComponent(part);
  } catch {
    // Not URL-encoded.
    return part;
  }
}
