import type { MediaItem } from '../../src/shared/conversation/content';
import { text } from '../words/text';

export const kindWords: Readonly<Record<MediaItem['kind'], string>> = {
  image: text.kindImage,
  file: text.kindFile,
  audio: text.kindAudio,
  video: text.kindVideo,
};
