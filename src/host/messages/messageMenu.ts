import { env } from 'vscode';
import type { Chats } from '../chat/chats';
import { displayLanguage } from '../environment';
import type { Services } from '../services';
import { AnswerActions, type AnswerText } from './answerActions';
import { closeRestoredProposals } from './proposalTabs';
import { copyMessage, messageMissing } from './messageClipboard';
import { copyOfMessage } from './messageCopy';
import { shownText } from './messageLookup';

/** The element on which the context menu was opened. */
interface MenuTarget {
  readonly messageKey: string;
  /** `undefined` for a message outside of its code blocks. */
  readonly codeIndex: number | undefined;
}

/**
 * The commands of the view's context menu. VS Code passes data from the page: the key of a message and the index of a
 * code block, which are looked up in the conversations shown.
 */
export class MessageMenu {
  constructor(
    private readonly chats: Chats,
    readonly answers: AnswerActions,
  ) {}

  async copyCode(target: unknown): Promise<void> {
    await env.clipboard.writeText((await this.read(target)).text);
  }

  async insert(target: unknown): Promise<void> {
    await this.answers.insert((await this.read(target)).text);
  }

  async applyToSelection(target: unknown): Promise<void> {
    await this.answers.applyToSelection((await this.read(target)).text);
  }

  async openNewFile(target: unknown): Promise<void> {
    await this.answers.openNewFile(await this.read(target));
  }

  async pasteIntoTerminal(target: unknown): Promise<void> {
    await this.answers.pasteIntoTerminal((await this.read(target)).text);
  }

  async showFindings(target: unknown): Promise<void> {
    const { messageKey } = readTarget(target);
    for (const { session } of this.chats.all) {
      const shown = shownText(session?.conversation, messageKey);
      if (session && shown) return this.answers.showFindings(session.id, shown.text);
    }
    throw messageMissing();
  }

  async copyMessage(target: unknown): Promise<void> {
    const { messageKey } = readTarget(target);
    await copyMessage(
      [...this.chats.all].map(({ session }) => session?.conversation),
      messageKey,
    );
  }

  /** The code block, or the whole message if the target is not within one. */
  private async read(value: unknown): Promise<AnswerText> {
    const { messageKey, codeIndex } = readTarget(value);
    for (const { session } of this.chats.all) {
      const shown = shownText(session?.conversation, messageKey);
      if (!shown) continue;
      if (codeIndex === undefined) {
        const text = await copyOfMessage(session?.conversation, messageKey, displayLanguage());
        return { text: text ?? shown.text, language: 'markdown' };
      }
      const { codesOf, languageOf } = await import('../../onDemand/content');
      const block = codesOf(shown.text, shown.isComplete)[codeIndex];
      if (block) return { text: block.code, language: languageOf(block.info) };
    }
    throw messageMissing();
  }
}

/** Validates the data of the page, which is not trusted. */
function readTarget(value: unknown): MenuTarget {
  const { messageKey, codeIndex }: Partial<Record<keyof MenuTarget, unknown>> =
    typeof value === 'object' && value !== null ? value : {};
  return {
    messageKey: typeof messageKey === 'string' ? messageKey : '',
    codeIndex:
      codeIndex === undefined || Number.isSafeInteger(codeIndex) ? (codeIndex as number | undefined) : -1,
  };
}

export function registerMessages({ guard, store, subscriptions }: Services, chats: Chats): MessageMenu {
  const answers = new AnswerActions();
  void guard.run('proposals', closeRestoredProposals);
  subscriptions.push(
    answers,
    store.onDidRemove(({ conversationId }) => answers.clearFindingsOf(conversationId)),
  );
  return new MessageMenu(chats, answers);
}
