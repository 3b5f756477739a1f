import { env } from 'vscode';
import type { Chats } from '../chat/chats';
import type { EditorInsertion } from './editorInsertion';
import { copyMessage, goneMessage } from './messageClipboard';
import { shownText, type ShownText } from './messageLookup';

/** What the native context menu of the view was opened on. */
interface MenuTarget {
  readonly messageKey: string;
  readonly codeIndex: number;
}

export interface MessageMenuDeps {
  readonly chats: Chats;
  readonly insertion: EditorInsertion;
}

/**
 * The acts of the view's native context menu. VS Code hands over what the page says about the place that was clicked: a
 * message by its key and a code block by its number, looked up here in the conversations that are shown.
 */
export class MessageMenu {
  constructor(private readonly deps: MessageMenuDeps) {}

  async copyCode(target: unknown): Promise<void> {
    await env.clipboard.writeText(await this.code(target));
  }

  async insertCode(target: unknown): Promise<void> {
    await this.deps.insertion.insert(await this.code(target));
  }

  async copyMessage(target: unknown): Promise<void> {
    const { messageKey } = readTarget(target);
    await copyMessage(
      [...this.deps.chats.all].map(({ session }) => session?.conversation),
      messageKey,
    );
  }

  private async code(value: unknown): Promise<string> {
    const { codesOf } = await import('../../onDemand/markdown');
    const target = readTarget(value);
    const { text, isComplete } = this.shown(target);
    const code = codesOf(text, isComplete)[target.codeIndex];
    if (code === undefined) throw goneMessage();
    return code;
  }

  private shown({ messageKey }: MenuTarget): ShownText {
    for (const { session } of this.deps.chats.all) {
      const shown = shownText(session?.conversation, messageKey);
      if (shown) return shown;
    }
    throw goneMessage();
  }
}

/** The page holds foreign text, so what it says about itself may be anything. */
function readTarget(value: unknown): MenuTarget {
  const { messageKey, codeIndex }: Partial<Record<keyof MenuTarget, unknown>> =
    typeof value === 'object' && value !== null ? value : {};
  return {
    messageKey: typeof messageKey === 'string' ? messageKey : '',
    codeIndex: typeof codeIndex === 'number' && Number.isSafeInteger(codeIndex) ? codeIndex : -1,
  };
}
