import {
  InputBoxValidationSeverity,
  version,
  window,
  type InputBoxOptions,
  type MessageOptions,
  type OpenDialogOptions,
  type QuickInput,
  type QuickPick,
  type QuickPickItem,
  type QuickPickOptions,
  type SaveDialogOptions,
  type Uri,
} from 'vscode';
import type { ChatConnection } from './chat/chatConnection';
import { setContextKey } from './contextKeys';
import { origin } from './origin';

/**
 * Everything that is asked of the user in a box, a list or a dialog of VS Code: the same calls as those of `window`.
 *
 * VS Code gives the focus back to the editor where it came from a webview, so that the next words would be typed into a
 * document. What was opened from a chat gives it back to the chat, before the box closes where that is possible. Where the
 * user went elsewhere by a click, it stays there. What was opened from elsewhere is left to VS Code.
 */
export const prompts = {
  async showQuickPick<T extends QuickPickItem>(
    items: readonly T[],
    options: QuickPickOptions,
  ): Promise<T | undefined> {
    const chat = origin();
    if (!chat) return window.showQuickPick(items, options);
    const pick = window.createQuickPick<T>();
    pick.items = items;
    pick.title = options.title;
    pick.placeholder = options.placeHolder;
    pick.ignoreFocusOut = options.ignoreFocusOut ?? false;
    pick.matchOnDescription = options.matchOnDescription ?? false;
    pick.matchOnDetail = options.matchOnDetail ?? false;
    return answerOf(pick, chat, () => pick.selectedItems[0]);
  },

  async showInputBox(options: InputBoxOptions): Promise<string | undefined> {
    const chat = origin();
    if (!chat) return window.showInputBox(options);
    const box = window.createInputBox();
    box.title = options.title;
    box.prompt = options.prompt;
    box.placeholder = options.placeHolder;
    box.password = options.password ?? false;
    box.value = options.value ?? '';
    box.ignoreFocusOut = options.ignoreFocusOut ?? false;
    const validate = async (): Promise<boolean> => {
      const { value } = box;
      const notice = (await options.validateInput?.(value)) ?? undefined;
      if (value === box.value) box.validationMessage = notice;
      return typeof notice === 'object'
        ? notice.severity !== InputBoxValidationSeverity.Error
        : notice === undefined || notice === '';
    };
    box.onDidChangeValue(() => void validate());
    if (box.value !== '') void validate();
    return answerOf(box, chat, async () => ((await validate()) ? box.value : undefined));
  },

  /** Shows a list that the caller has made; resolves when it is closed. */
  async show<T extends QuickPickItem>(pick: QuickPick<T>): Promise<void> {
    await hidden(pick, origin());
  },

  /** Closes a list that was shown by {@link prompts.show}, with the focus back in the chat it was opened from. */
  async close(pick: QuickInput): Promise<void> {
    await origin()?.takeFocus();
    pick.hide();
  },

  async showWarningMessage<T extends string>(
    message: string,
    options: MessageOptions,
    ...buttons: T[]
  ): Promise<T | undefined> {
    return returning(window.showWarningMessage(message, options, ...buttons), options.modal ?? false);
  },

  async showInformationMessage<T extends string>(
    message: string,
    options: MessageOptions,
    ...buttons: T[]
  ): Promise<T | undefined> {
    return returning(window.showInformationMessage(message, options, ...buttons), options.modal ?? false);
  },

  async showSaveDialog(options: SaveDialogOptions): Promise<Uri | undefined> {
    return returning(window.showSaveDialog(options), true);
  },

  async showOpenDialog(options: OpenDialogOptions): Promise<Uri[] | undefined> {
    return returning(window.showOpenDialog(options), true);
  },

  /** Waits for anything else that VS Code opens above the window, such as the question before a web page is opened. */
  async during<T>(opened: Thenable<T>): Promise<T> {
    return returning(opened, true);
  },
};

/** A dialog always had the focus; a notification only where one of its buttons was pressed. */
async function returning<T>(asked: Thenable<T>, isDialog: boolean): Promise<T> {
  const chat = origin();
  if (!chat) return asked;
  const unmark = isDialog ? markEscape(chat) : undefined;
  try {
    const answer = await asked;
    if (isDialog || answer !== undefined) await chat.takeFocus();
    return answer;
  } catch (error) {
    await chat.takeFocus();
    throw error;
  } finally {
    unmark?.();
  }
}

/** The value that was accepted; `undefined` when the box was closed without one. */
async function answerOf<T>(
  input: QuickInput & { onDidAccept: QuickPick<QuickPickItem>['onDidAccept'] },
  chat: ChatConnection,
  value: () => T | undefined | Promise<T | undefined>,
): Promise<T | undefined> {
  let answer: T | undefined;
  input.onDidAccept(async () => {
    const accepted = await value();
    if (accepted === undefined) return;
    answer = accepted;
    await chat.takeFocus();
    input.hide();
  });
  await hidden(input, chat);
  return answer;
}

/** Shows the input until it is closed in any way. */
async function hidden(input: QuickInput, chat: ChatConnection | undefined): Promise<void> {
  const unmark = chat && markEscape(chat);
  await new Promise<void>((resolve) => {
    input.onDidHide(() => resolve());
    input.show();
  });
  unmark?.();
  input.dispose();
  // Another window has come to the front, or it may have been Escape: the focus would wait in the editor.
  if (!window.state.focused || !isEscapeBound) await chat?.takeFocus();
}

/**
 * The keybindings of Escape work. VS Code 1.96 closes a box before it looks for one, so that Escape and a click elsewhere
 * cannot be told apart: there the focus always goes back to the chat. Known from 1.139 on, and once Escape has arrived.
 */
let isEscapeBound = Number(version.split('.')[1]) >= 139;

interface Mark {
  readonly chat: ChatConnection;
}

let marked: Mark | undefined;

/** Escape was pressed in a box. Returns the chat that the box was opened from. */
export function escaped(): ChatConnection | undefined {
  isEscapeBound = true;
  return marked?.chat;
}

/**
 * Says where Escape puts the focus, by the keybindings of the manifest: the workbench itself moves it before the box closes,
 * so that nothing typed after it can go to the editor. Returns the way to take that back, which leaves a later mark alone.
 */
function markEscape(chat: ChatConnection): () => void {
  const mine: Mark = { chat };
  marked = mine;
  setContextKey('promptFrom', chat.surface.place);
  return () => {
    if (marked !== mine) return;
    marked = undefined;
    setContextKey('promptFrom', '');
  };
}
