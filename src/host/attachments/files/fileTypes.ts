import type { MediaItem } from '../../../shared/conversation/content';

interface FileType {
  readonly kind: MediaItem['kind'];
  readonly mime: string;
  /** What a file begins with: each alternative is a text of Latin-1 with its offset. Without it the file is text. */
  readonly begins?: readonly (readonly [number, string])[];
}

const types = new Map<string, FileType>();

function add(kind: FileType['kind'], mime: string, endings: string, begins?: FileType['begins']): void {
  for (const ending of endings.split(' ')) types.set(ending, { kind, mime, ...(begins && { begins }) });
}

const zip: FileType['begins'] = [[0, 'PK']];
const ole: FileType['begins'] = [[0, '\xD0\xCF\x11\xE0']];
const isoMedia: FileType['begins'] = ['ftyp', 'moov', 'mdat', 'wide', 'free'].map((box) => [4, box] as const);
const asf: FileType['begins'] = [[0, '\x30\x26\xB2\x75']];
const matroska: FileType['begins'] = [[0, '\x1A\x45\xDF\xA3']];

// The types that the cloud accepts (docs/coze-protocol.md, 8.1), and those that only parameters name: txt and svg.
add('image', 'image/png', 'png', [[0, '\x89PNG']]);
add('image', 'image/jpeg', 'jpg jpeg', [[0, '\xFF\xD8\xFF']]);
add('image', 'image/jp2', 'jpg2 jp2', [
  [4, 'jP  '],
  [0, '\xFF\x4F\xFF\x51'],
]);
add('image', 'image/gif', 'gif', [[0, 'GIF8']]);
add('image', 'image/webp', 'webp', [[8, 'WEBP']]);
add('image', 'image/heic', 'heic heif', [[4, 'ftyp']]);
add('image', 'image/bmp', 'bmp', [[0, 'BM']]);
add('image', 'image/tiff', 'tif tiff', [
  [0, 'II'],
  [0, 'MM'],
]);
add('image', 'image/x-photo-cd', 'pcd', [[0, '']]);
add('image', 'image/svg+xml', 'svg');
add('file', 'application/pdf', 'pdf', [[0, '%PDF']]);
add('file', 'application/msword', 'doc', [...ole, [0, '{\\rtf'], ...zip]);
add('file', 'application/vnd.ms-office', 'xls ppt', [...ole, ...zip]);
add('file', 'application/vnd.openxmlformats-officedocument', 'docx xlsx pptx', zip);
add('file', 'application/vnd.apple.numbers', 'numbers', zip);
add('file', 'text/csv', 'csv');
add('file', 'text/plain', 'txt cpp py java c');
add('file', 'application/zip', 'zip', zip);
add('file', 'application/vnd.rar', 'rar', [[0, 'Rar!']]);
add('file', 'application/x-7z-compressed', '7z', [[0, '7z\xBC\xAF']]);
add('file', 'application/gzip', 'gz gzip', [[0, '\x1F\x8B']]);
add('file', 'application/x-bzip2', 'bz2', [[0, 'BZh']]);
add('audio', 'audio/wav', 'wav', [[8, 'WAVE']]);
add('audio', 'audio/mpeg', 'mp3', [
  [0, 'ID3'],
  [0, '\xFF'],
]);
add('audio', 'audio/flac', 'flac', [[0, 'fLaC']]);
add('audio', 'audio/mp4', 'm4a', isoMedia);
add('audio', 'audio/aac', 'aac', [
  [0, '\xFF'],
  [0, 'ADIF'],
  [0, 'ID3'],
]);
add('audio', 'audio/ogg', 'ogg', [[0, 'OggS']]);
add('audio', 'audio/x-ms-wma', 'wma', asf);
add('audio', 'audio/midi', 'mid midi', [[0, 'MThd']]);
add('video', 'video/mp4', 'mp4 m4v mov 3gp 3gpp', isoMedia);
add('video', 'video/x-msvideo', 'avi', [[8, 'AVI ']]);
add('video', 'video/x-flv', 'flv', [[0, 'FLV']]);
add('video', 'video/webm', 'webm mkv', matroska);
add('video', 'video/x-ms-wmv', 'wmv', asf);
add('video', 'application/vnd.rn-realmedia-vbr', 'rmvb', [[0, '.RMF']]);

/** Number of bytes at the beginning of a file that {@link matchesContent} reads. */
export const beginningBytes = 4_096;

/** The ending of a name in lower case; empty if it has none, also for a name such as `.env`. */
export function endingOf(name: string): string {
  return /[^.]\.([^.\s/\\]{1,20})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** Whether the cloud accepts files with this ending. */
export function isListed(ending: string): boolean {
  return types.has(ending);
}

/** How the file is sent: as an image, a recording, a video or any file. */
export function kindOf(name: string): MediaItem['kind'] {
  return types.get(endingOf(name))?.kind ?? 'file';
}

export function mimeOf(name: string): string {
  return types.get(endingOf(name))?.mime ?? 'application/octet-stream';
}

/** Whether the beginning of a file may be that of a type. True for a type that is not known. */
export function matchesContent(ending: string, beginning: Uint8Array): boolean {
  const type = types.get(ending);
  if (!type) return true;
  if (!type.begins) return isText(beginning);
  const text = Buffer.from(beginning).toString('latin1', 0, 64);
  return type.begins.some(([offset, expected]) => text.startsWith(expected, offset));
}

/** Whether bytes seem to be text: they contain no NUL, unless they are UTF-16 with a byte order mark. */
export function isText(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isUtf16 || !bytes.includes(0);
}
