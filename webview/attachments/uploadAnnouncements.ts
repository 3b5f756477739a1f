import { foreignText } from '../../src/shared/text/foreignText';
import type { UploadState } from '../../src/shared/uploads';
import { fill } from '../words/text';
import { words } from './words';

/** A smaller file has no announcement of its half. */
const longUpload = 5_000_000;

/** What a screen reader announces of the changes: beginnings, ends, and the half of long uploads. */
export function uploadAnnouncement(before: readonly UploadState[], after: readonly UploadState[]): string {
  const known = new Map(before.map((upload) => [upload.id, upload]));
  return after
    .map((upload) => changeOf(known.get(upload.id), upload))
    .filter((change) => change !== '')
    .join(' ');
}

function changeOf(before: UploadState | undefined, after: UploadState): string {
  const values = { name: foreignText(after.name), problem: after.problem ?? '' };
  if (before?.state !== after.state) {
    if (after.state === 'uploading') return fill(words.announceUploading, values);
    if (after.state === 'ready') return fill(words.announceReady, values);
    return after.state === 'failed' ? fill(words.announceFailed, values) : '';
  }
  const isHalf = !isPastHalf(before) && isPastHalf(after) && after.size >= longUpload;
  return isHalf ? fill(words.announceHalf, values) : '';
}

function isPastHalf({ sentBytes, size }: UploadState): boolean {
  return sentBytes * 2 >= size;
}
