import { env } from 'vscode';
import type { Chats } from '../chat/chats';
import { EditorInsertion } from './editorInsertion';
import { copyMessage, messageMissing } from './messageClipboard';
import type { Services } from '../services';
import { shownText, type ShownText } from './messageLookup';

/** The element on which the context menu was opened. */
interface MenuTarget {
  readonly messageKey: string;
  readonly codeIndex: number;
}

/**
 * The commands of the view's context menu. VS Code passes data from the page: the key of a message and the index of a
 * code block, which are looked up in the conversations shown.
 */
export class MessageMenu {
  constructor(
    private readonly chats: Chats,
    readonly insertion: EditorInsertion,
  ) {}

  async copyCode(target: unknown): Promise<void> {
    await env.clipboard.writeText(await this.code(target));
  }

  async insertCode(target: unknown): Promise<void> {
    await this.insertion.insert(await this.code(target));
  }

  async copyMessage(target: unknown): Promise<void> {
    const { messageKey } = readTarget(target);
    await copyMessage(
      [...this.chats.all].map(({ session }) => session?.conversation),
      messageKey,
    );
  }

  private async code(value: unknown): Promise<string> {
    const { codesOf } = await import('../../onDemand/content');
    const target = readTarget(value);
    const { text, isComplete } = this.shown(target);
    const code = codesOf(text, isComplete)[target.codeIndex];
    if (code === undefined) throw messageMissing();
    return code;
  }

  private shown({ messageKey }: MenuTarget): ShownText {
    for (const { session } of this.chats.all) {
      const shown = shownText(session?.conversation, messageKey);
      if (shown) return shown;
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
    codeIndex: typeof codeIndex === 'number' && Number.isSafeInteger(codeIndex) ? codeIndex : -1,
  };
}

export function registerMessages({ subscriptions }: Services, chats: Chats): MessageMenu {
  const insertion = new EditorInsertion();
  subscriptions.push(insertion);
  return new MessageMenu(chats, insertion);
}
