import { AsyncLocalStorage } from 'node:async_hooks';
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
import { setContextKey } from '../contextKeys';
import { origin } from '../origin';

/** The chat from which a prompt was opened. */
type PromptingChat = NonNullable<ReturnType<typeof origin>>;

/**
 * The prompts of `window`, with the same signatures, but the focus returns to the chat.
 *
 * VS Code returns the focus to the editor when a prompt opened from a webview closes, so that the next keys would be
 * typed into a document. A prompt opened from a chat returns it to that chat, if possible before it closes. If the user
 * clicked elsewhere, the focus stays there. Prompts opened from elsewhere are left to VS Code, but in a sequence.
 */
export const prompts = {
  async showQuickPick<T extends QuickPickItem>(
    items: readonly T[],
    options: QuickPickOptions,
  ): Promise<T | undefined> {
    const chat = origin();
    if (!chat && !currentSequence()) return window.showQuickPick(items, options);
    const pick = window.createQuickPick<T>();
    pick.items = items;
    pick.title = options.title;
    pick.placeholder = options.placeHolder;
    pick.ignoreFocusOut = options.ignoreFocusOut ?? false;
    pick.matchOnDescription = options.matchOnDescription ?? false;
    pick.matchOnDetail = options.matchOnDetail ?? false;
    return showAndAccept(pick, chat, () => pick.selectedItems[0]);
  },

  /**
   * Shows an input created by the caller. Resolves to the value when it is accepted; to `undefined` if the input is closed
   * otherwise. `value` returns `undefined` to keep the input open. `start` receives a function that accepts the input like
   * Enter.
   */
  async accept<T>(
    input: QuickInput & Pick<QuickPick<QuickPickItem>, 'onDidAccept'>,
    value: () => T | undefined | Promise<T | undefined>,
    start?: (accept: () => void) => void,
  ): Promise<T | undefined> {
    return showAndAccept(input, origin(), value, start);
  },

  async showInputBox(options: InputBoxOptions): Promise<string | undefined> {
    const chat = origin();
    if (!chat && !currentSequence()) return window.showInputBox(options);
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
    return showAndAccept(box, chat, async () => ((await validate()) ? box.value : undefined));
  },

  /** Shows a prompt created by the caller; resolves when it is closed. */
  async show(input: QuickInput): Promise<void> {
    await showUntilHidden(input, origin());
  },

  /** Closes a prompt shown by {@link prompts.show} and returns the focus. */
  async close(input: QuickInput): Promise<void> {
    await origin()?.takeFocus();
    input.hide();
  },

  /**
   * Runs an action that opens one prompt after the other. An accepted prompt stays open until the next one replaces it, so
   * that the focus is never elsewhere in between: VS Code can return it to an editor so late that this closes the next
   * prompt. The last one is closed with the action, and the focus returned.
   */
  async inSequence<T>(act: () => Promise<T>): Promise<T> {
    const sequence: Sequence = {};
    try {
      return await sequences.run(sequence, act);
    } finally {
      sequence.isOver = true;
      if (sequence.accepted) await prompts.close(sequence.accepted);
    }
  },

  /**
   * Shows a step of a sequence, a prompt created by the caller. `start` receives a function that ends the step with a value.
   * Resolves to the value, or to `undefined` if the prompt was closed.
   */
  async showStep<T>(input: SequencePrompt, start: (end: (value: T) => void) => void): Promise<T | undefined> {
    const sequence = sequences.getStore() ?? {};
    let isHidden = false;
    const ended = new Promise<T>((resolve) => {
      start((value) => {
        if (isHidden) return;
        sequence.accepted = input;
        input.busy = true;
        resolve(value);
      });
    });
    const hidden = showUntilHidden(input, origin()).then(() => {
      isHidden = true;
      if (sequence.accepted === input) delete sequence.accepted;
      return undefined;
    });
    return Promise.race([ended, hidden]);
  },

  async showWarningMessage<T extends string>(
    message: string,
    options: MessageOptions,
    ...buttons: T[]
  ): Promise<T | undefined> {
    return withFocusReturned(window.showWarningMessage(message, options, ...buttons), options.modal ?? false);
  },

  async showInformationMessage<T extends string>(
    message: string,
    options: MessageOptions,
    ...buttons: T[]
  ): Promise<T | undefined> {
    return withFocusReturned(
      window.showInformationMessage(message, options, ...buttons),
      options.modal ?? false,
    );
  },

  async showSaveDialog(options: SaveDialogOptions): Promise<Uri | undefined> {
    return withFocusReturned(window.showSaveDialog(options), true);
  },

  async showOpenDialog(options: OpenDialogOptions): Promise<Uri[] | undefined> {
    return withFocusReturned(window.showOpenDialog(options), true);
  },

  /** Waits for another dialog of VS Code, such as the confirmation before a web page is opened. */
  async during<T>(opened: Thenable<T>): Promise<T> {
    return withFocusReturned(opened, true);
  },
};

/** A dialog always takes the focus, a notification only when one of its buttons is pressed. */
async function withFocusReturned<T>(asked: Thenable<T>, isDialog: boolean): Promise<T> {
  const chat = origin();
  if (!chat) return asked;
  const clearEscape = isDialog ? setEscapeTarget(chat) : undefined;
  try {
    const answer = await asked;
    if (isDialog || answer !== undefined) await chat.takeFocus();
    return answer;
  } catch (error) {
    await chat.takeFocus();
    throw error;
  } finally {
    clearEscape?.();
  }
}

type SequencePrompt = QuickInput & Pick<QuickPick<QuickPickItem>, 'onDidAccept'>;

interface Sequence {
  /** The prompt that was accepted last, while no other one has replaced it. */
  accepted?: QuickInput;
  /** What the action has started may outlive it. */
  isOver?: true;
}

const sequences = new AsyncLocalStorage<Sequence>();

function currentSequence(): Sequence | undefined {
  const sequence = sequences.getStore();
  return sequence?.isOver ? undefined : sequence;
}

/** Resolves to the accepted value, or `undefined` if the prompt was closed. */
async function showAndAccept<T>(
  input: SequencePrompt,
  chat: PromptingChat | undefined,
  value: () => T | undefined | Promise<T | undefined>,
  start?: (accept: () => void) => void,
): Promise<T | undefined> {
  if (currentSequence()) {
    return prompts.showStep<T>(input, (end) => onceAccepted(input, value, end, start));
  }
  let answer: T | undefined;
  onceAccepted(
    input,
    value,
    async (accepted) => {
      answer = accepted;
      await chat?.takeFocus();
      input.hide();
    },
    start,
  );
  await showUntilHidden(input, chat);
  return answer;
}

/** Calls `end` with the first value that is accepted. */
function onceAccepted<T>(
  input: SequencePrompt,
  value: () => T | undefined | Promise<T | undefined>,
  end: (accepted: T) => unknown,
  start?: (accept: () => void) => void,
): void {
  let isAccepted = false;
  const accept = async (): Promise<void> => {
    const accepted = isAccepted ? undefined : await value();
    if (accepted === undefined) return;
    isAccepted = true;
    await end(accepted);
  };
  input.onDidAccept(accept);
  start?.(() => void accept());
}

/** The prompt that was opened last. */
let newest: QuickInput | undefined;

/** Shows the prompt; resolves when it is closed. */
async function showUntilHidden(input: QuickInput, chat: PromptingChat | undefined): Promise<void> {
  const clearEscape = chat && setEscapeTarget(chat);
  newest = input;
  await new Promise<void>((resolve) => {
    input.onDidHide(() => resolve());
    input.show();
  });
  clearEscape?.();
  input.dispose();
  // Another window was activated, or Escape was pressed: VS Code moves the focus to the editor. A newer prompt keeps it.
  if (newest === input && (!window.state.focused || !isEscapeBound)) await chat?.takeFocus();
}

/**
 * Whether the keybindings for Escape take effect. VS Code 1.96 closes a prompt before it evaluates them, so that Escape
 * cannot be distinguished from a click elsewhere: the focus then always returns to the chat. True from 1.139 on, and
 * once Escape has been received.
 */
let isEscapeBound = Number(version.split('.')[1]) >= 139;

interface EscapeTarget {
  readonly chat: PromptingChat;
}

let escapeTarget: EscapeTarget | undefined;

/** Called when Escape was pressed in a prompt. Returns the chat from which the prompt was opened. */
export function escaped(): PromptingChat | undefined {
  isEscapeBound = true;
  return escapeTarget?.chat;
}

/**
 * Sets where the manifest's keybindings for Escape move the focus. The workbench moves it before the prompt closes, so
 * that no key reaches the editor. Returns a function that undoes this, unless another prompt has been opened.
 */
function setEscapeTarget(chat: PromptingChat): () => void {
  const target: EscapeTarget = { chat };
  escapeTarget = target;
  setContextKey('promptFrom', chat.surface.place);
  return () => {
    if (escapeTarget !== target) return;
    escapeTarget = undefined;
    setContextKey('promptFrom', '');
  };
}
