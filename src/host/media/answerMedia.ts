import { commands, l10n, Uri, workspace } from 'vscode';
import type { MediaFailure, ViewMessage } from '../../shared/protocol';
import { isCozeFile } from '../../shared/urls/urls';
import type { ChatConnection } from '../chat/chatConnection';
import { UserError } from '../guard';
import { mediaItems, shownText } from '../messages/messageLookup';
import type { prompts } from '../prompts/prompts';
import type { Settings } from '../settings/settings';
import type { CheckedMedia } from './checkedMedia';
import type { LoadedMedia, WantedMedia } from './mediaLoader';
import { mediaFileName } from './mediaName';
import type { OpenedFiles } from './openedFiles';
import { TaskQueue } from './taskQueue';

type MediaAct = Extract<ViewMessage, { type: 'loadMedia' | 'openMedia' | 'saveMedia' | 'openMediaInEditor' }>;

export interface AnswerMediaDeps {
  readonly checked: CheckedMedia;
  readonly opened: OpenedFiles;
  readonly openWeb: (url: string) => Promise<void>;
  readonly imagesOf: (text: string, isComplete: boolean) => readonly string[];
  readonly prompts: Pick<typeof prompts, 'showSaveDialog'>;
  readonly settings: Pick<Settings, 'loadsCozeMedia'>;
}

/** Most media that are loaded without a click at the same time. */
const mostAutomatic = 4;

interface FoundMedia {
  readonly url: string;
  readonly name?: string;
  readonly wanted: WantedMedia;
}

/** The media of answers: what the user loads, saves or opens. */
export class AnswerMedia {
  /** Loads without a click. One that the user clicks does not wait for them. */
  private readonly automatic = new TaskQueue(mostAutomatic);

  constructor(private readonly deps: AnswerMediaDeps) {}

  /** Throws a {@link UserError} if the message has no such file. */
  async perform(connection: ChatConnection, act: MediaAct): Promise<void> {
    const found = this.find(connection, act);
    if (!found) throw new UserError(l10n.t('This file has no URL.'));
    switch (act.type) {
      case 'loadMedia':
        return this.load(connection, act, found);
      case 'openMedia':
        return this.deps.openWeb(found.url);
      case 'saveMedia':
        return this.save(found);
      case 'openMediaInEditor':
        return this.openInEditor(found);
    }
  }

  private async load(
    connection: ChatConnection,
    { messageKey, source, index, isAutomatic }: Extract<MediaAct, { type: 'loadMedia' }>,
    { url, wanted }: FoundMedia,
  ): Promise<void> {
    const place = { messageKey, source, index };
    // The page counts the images in its copy of the text, so the URL is checked here.
    const isWanted = isAutomatic !== true || (this.deps.settings.loadsCozeMedia && isCozeFile(url));
    const mayLoad = isWanted && !connection.session?.conversation.replayOf;
    const get = () => this.deps.checked.get(url, wanted);
    const loaded: LoadedMedia | { readonly reason: MediaFailure } = !mayLoad
      ? { reason: 'unreachable' }
      : await (isAutomatic === true ? this.automatic.run(get) : get());
    if ('reason' in loaded) {
      connection.post({ type: 'mediaFailed', ...place, reason: loaded.reason });
    } else {
      const data = Buffer.from(loaded.bytes).toString('base64');
      connection.post({ type: 'mediaLoaded', ...place, mime: loaded.mime, data });
    }
  }

  private async save(found: FoundMedia): Promise<void> {
    const { mime, bytes } = await this.bytesOf(found);
    const name = mediaFileName(found.name, found.url, mime);
    const folder = workspace.workspaceFolders?.[0];
    const target = await this.deps.prompts.showSaveDialog({
      title: l10n.t('Save file of the answer'),
      defaultUri: folder ? Uri.joinPath(folder.uri, name) : Uri.file(name),
    });
    if (target) await workspace.fs.writeFile(target, bytes);
  }

  private async openInEditor(found: FoundMedia): Promise<void> {
    const { mime, bytes } = await this.bytesOf(found);
    const path = await this.deps.opened.create(mediaFileName(found.name, found.url, mime), bytes);
    await commands.executeCommand('vscode.open', Uri.file(path));
  }

  private async bytesOf({ url, wanted }: FoundMedia): Promise<LoadedMedia> {
    const loaded = await this.deps.checked.get(url, wanted);
    if ('reason' in loaded) throw new UserError(failureText(loaded.reason));
    return loaded;
  }

  private find({ session }: ChatConnection, { messageKey, source, index }: MediaAct): FoundMedia | undefined {
    const conversation = session?.conversation;
    if (source === 'body') {
      const { url, name, kind } = mediaItems(conversation, messageKey)[index] ?? {};
      if (url === undefined) return undefined;
      return { url, ...(name !== undefined && { name }), wanted: kind === 'file' ? 'file' : 'media' };
    }
    const shown = shownText(conversation, messageKey);
    const url = shown && this.deps.imagesOf(shown.text, shown.isComplete)[index];
    return url === undefined ? undefined : { url, wanted: 'image' };
  }
}

function failureText(reason: MediaFailure): string {
  switch (reason) {
    case 'notHttps':
      return l10n.t('The file was not loaded: its URL is not https.');
    case 'privateAddress':
      return l10n.t('The file was not loaded: its URL is in a private network.');
    case 'redirected':
      return l10n.t('The file was not loaded: its URL redirects. Open it in the browser instead.');
    case 'tooLarge':
      return l10n.t('The file was not loaded: it is larger than 10 MB. Open it in the browser instead.');
    case 'wrongType':
      return l10n.t(
        'The file was not loaded: it is not an image, a sound, a video or a text. Open it in the browser instead.',
      );
    case 'unreachable':
      return l10n.t('The file was not loaded: the download failed, or its URL has expired.');
  }
}
