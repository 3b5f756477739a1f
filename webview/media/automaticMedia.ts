import { findRun } from '../../src/shared/conversation/conversation';
import { isCozeFile } from '../../src/shared/urls/urls';
import type { ViewServices } from '../state/viewServices';

/** Maximum number of media of a message that are loaded without a click. */
const mostOfMessage = 10;

/**
 * Loads the media of complete answers without a click, if the user's setting allows it and they are at Coze's own hosts.
 * Each is asked for once: one that failed, or that was removed to save memory, waits for a click.
 */
export class AutomaticMedia {
  /** The media asked for, by message. */
  private readonly asked = new Map<string, Set<string>>();

  constructor(
    private readonly log: HTMLElement,
    private readonly view: ViewServices,
  ) {}

  /** Loads what is in the page and was not asked for. */
  load(): void {
    const { context, conversation } = this.view.state;
    if (context.loadsCozeMedia !== true || conversation.replayOf) return;
    for (const button of this.log.querySelectorAll<HTMLElement>('.md-image, [data-load]')) {
      const messageKey = button.closest<HTMLElement>('article')?.dataset['article'];
      const url = button.dataset['load'] ?? button.title;
      if (messageKey === undefined || !isCozeFile(url) || !this.isComplete(messageKey)) continue;
      this.loadOnce(
        messageKey,
        'load' in button.dataset ? 'body' : 'markdown',
        button.dataset['index'] ?? '',
      );
    }
  }

  private loadOnce(messageKey: string, source: 'body' | 'markdown', index: string): void {
    const asked = this.asked.get(messageKey) ?? new Set();
    this.asked.set(messageKey, asked);
    const name = `${source} ${index}`;
    if (asked.has(name) || asked.size >= mostOfMessage) return;
    asked.add(name);
    this.view.actions.loadMedia(messageKey, source, Number(index), true);
  }

  private isComplete(messageKey: string): boolean {
    const run = findRun(this.view.state.conversation, messageKey.split('/', 1)[0] ?? '')?.run;
    return run?.messages.find(({ key }) => key === messageKey)?.isComplete === true;
  }
}
