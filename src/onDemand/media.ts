import { randomBytes } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { request } from 'node:https';
import { Uri } from 'vscode';
import { AnswerMedia, type AnswerMediaDeps } from '../host/media/answerMedia';
import { CheckedMedia } from '../host/media/checkedMedia';
import { isPublicAddress } from '../host/media/mediaAddress';
import { MediaLoader } from '../host/media/mediaLoader';
import { OpenedFiles } from '../host/media/openedFiles';
import type { Services } from '../host/services';

/** The media of answers, loaded over the network of this computer. */
export function answerMedia(
  { storageUri, settings }: Pick<Services, 'storageUri' | 'settings'>,
  main: Pick<AnswerMediaDeps, 'openWeb' | 'imagesOf' | 'prompts'>,
): AnswerMedia {
  const loader = new MediaLoader({
    request,
    lookupAll: (host) => lookup(host, { all: true }),
    isPublicAddress,
  });
  const newId = () => randomBytes(16).toString('hex');
  return new AnswerMedia({
    ...main,
    settings,
    checked: new CheckedMedia(loader),
    opened: new OpenedFiles(Uri.joinPath(storageUri, 'media').fsPath, newId),
  });
}
