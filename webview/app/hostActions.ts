import { exceededLimit } from '../../src/shared/limits';
import type { MediaSource, ViewMessage } from '../../src/shared/protocol';
import { limitWords } from '../chrome/notices';
import { showCopied } from '../clipboard/copiedSign';
import type { Composer } from '../composer/composer';
import type { FocusKeeper } from '../keys/focusKeeper';
import type { MediaStates } from '../state/mediaStates';
import { text } from '../words/text';
import type { HostConnection } from './hostConnection';
import type { PageControl, ViewActions } from '../state/viewServices';

/** Messages that ask for an answer: the view scrolls to the end to show it. */
const asksForAnswer: ReadonlySet<ViewMessage['type']> = new Set([
  'send',
  'sendQueued',
  'answerInterrupt',
  'repeatTurn',
]);

/** Messages that carry text written by the user. */
const isUserText: ReadonlySet<ViewMessage['type']> = new Set(['send', 'answerInterrupt', 'editTurn']);

/**
 * Messages that open something outside of the page. VS Code later returns the focus to where it was when they were
 * posted.
 */
const opensOutside: ReadonlySet<ViewMessage['type']> = new Set([
  'selectWorkflow',
  'addWorkflow',
  'setToken',
  'signIn',
  'runRemedy',
  'openDebugPage',
  'inspectRun',
  'openLink',
  'openMedia',
  'saveMedia',
  'openMediaInEditor',
  'attachFiles',
  'previewRequest',
]);

export interface HostActionsDeps {
  readonly connection: HostConnection;
  readonly page: PageControl;
  readonly composer: Composer;
  readonly focus: FocusKeeper;
  readonly media: MediaStates;
  /** Returns false if nothing of the message was held back. */
  readonly showRest: (messageKey: string) => boolean;
  readonly scrollToEnd: () => void;
  readonly stopFollowing: () => void;
}

/** Actions of the reader, carried out by the host. */
export class HostActions implements ViewActions {
  /** The last one with text written by the user. */
  private lastText: Extract<ViewMessage, { readonly text: string }> | undefined;

  constructor(private readonly deps: HostActionsDeps) {}

  post(wanted: ViewMessage): boolean {
    const message = wanted.type === 'send' ? this.deps.composer.withInputs(wanted) : wanted;
    if (!message) return false;
    const exceeded = exceededLimit(message);
    if (exceeded) {
      this.deps.composer.showNotice(limitWords(message.type, exceeded));
      return false;
    }
    if (opensOutside.has(message.type)) this.deps.focus.leaveByPointer();
    this.deps.connection.post(message);
    if ('text' in message && isUserText.has(message.type)) this.lastText = message;
    if (asksForAnswer.has(message.type)) this.deps.scrollToEnd();
    return true;
  }

  /** Returns the text of a message that the host refused to the composer. `act` is the type of the message. */
  takeBack(act: string): void {
    const { lastText } = this;
    if (lastText?.type !== act) return;
    const { composer } = this.deps;
    composer.restore(lastText.text, 'attachments' in lastText ? lastText.attachments : []);
    composer.showNotice(text.notAccepted);
  }

  loadMedia(messageKey: string, source: MediaSource, index: number, isAutomatic = false): void {
    this.deps.media.request(messageKey, source, index);
    this.post({ type: 'loadMedia', messageKey, source, index, ...(isAutomatic && { isAutomatic }) });
    this.deps.page.refresh();
  }

  showRest(messageKey: string): void {
    if (!this.deps.showRest(messageKey)) return;
    this.deps.stopFollowing();
    this.deps.page.refresh();
  }

  copy(content: string, event: Event): void {
    if (this.post({ type: 'copyText', text: content })) this.confirmCopy(event);
  }

  copyMessage(messageKey: string, event: Event): void {
    if (this.post({ type: 'copyMessage', messageKey })) this.confirmCopy(event);
  }

  private confirmCopy(event: Event): void {
    showCopied((event.target as Element).closest('button'));
    this.deps.page.announce(text.copied);
  }
}
