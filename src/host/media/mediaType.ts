/**
 * The media type of an image, a sound or a video by its first bytes, regardless of what the server reports. `undefined` for
 * anything else.
 */
export function mediaTypeOf(bytes: Uint8Array): string | undefined {
  return imageTypeOf(bytes) ?? soundTypeOf(bytes) ?? videoTypeOf(bytes);
}

/** Whether the bytes are a text in UTF-8, without control characters other than whitespace. */
export function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return !/[^\P{Cc}\t\n\f\r]/u.test(text);
  } catch {
    // Not UTF-8.
    return false;
  }
}

function soundTypeOf(bytes: Uint8Array): string | undefined {
  // An MP3 begins with its tags, or with a frame: eleven bits that are set, then the layer.
  const isFrame = bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2;
  if (startsWith(bytes, ascii('ID3')) || isFrame) return 'audio/mpeg';
  if (startsWith(bytes, ascii('RIFF')) && startsWith(bytes.subarray(8), ascii('WAVE'))) return 'audio/wav';
  if (startsWith(bytes, ascii('OggS'))) return 'audio/ogg';
  if (startsWith(bytes, ascii('fLaC'))) return 'audio/flac';
  if (startsWith(bytes.subarray(4), ascii('ftypM4A'))) return 'audio/mp4';
  return undefined;
}

function videoTypeOf(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes.subarray(4), ascii('ftyp'))) return 'video/mp4';
  if (startsWith(bytes, [0x1a, 0x45, 0xdf, 0xa3])) return 'video/webm';
  return undefined;
}

/**
 * The media type of an image by its first bytes, regardless of what the server reports. `undefined` for anything else,
 * including SVG, which can contain scripts and links.
 */
function imageTypeOf(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (startsWith(bytes, ascii('GIF87a')) || startsWith(bytes, ascii('GIF89a'))) return 'image/gif';
  if (startsWith(bytes, ascii('RIFF')) && startsWith(bytes.subarray(8), ascii('WEBP'))) return 'image/webp';
  return undefined;
}

function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, index) => bytes[index] === byte);
}

function ascii(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}
