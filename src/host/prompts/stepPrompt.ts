import { QuickInputButtons, type InputBox, type QuickPick, type QuickPickItem } from 'vscode';
import { prompts } from './prompts';

/** How a step ended: with a value, by its Back button, or closed, such as by Escape. */
export type StepEnd<T> = { readonly value: T } | 'back' | 'closed';

/** A quick pick or input box that is created by the caller, and stays open until the next one replaces it. */
export interface StepPrompt<T> {
  readonly input: QuickPick<QuickPickItem> | InputBox;
  /** Counts from 1. Steps from the second on have a Back button. */
  readonly number: number;
  /** Called when the user accepts; `undefined` keeps the prompt open. */
  readonly accept: () => T | undefined;
  /** Receives a function that ends the step with a value, before the prompt is shown. */
  readonly start?: (end: (value: T) => void) => void;
}

/** Shows one step of {@link prompts.inSequence}. The prompt stays open when VS Code loses the focus. */
export async function showStep<T>({ input, number, accept, start }: StepPrompt<T>): Promise<StepEnd<T>> {
  input.step = number;
  input.ignoreFocusOut = true;
  if (number > 1) input.buttons = [QuickInputButtons.Back, ...input.buttons];
  const end = await prompts.showStep<StepEnd<T>>(input, (finish) => {
    let isEnded = false;
    const endWith = (result: StepEnd<T>): void => {
      if (isEnded) return;
      isEnded = true;
      finish(result);
    };
    input.onDidTriggerButton((button) => {
      if (button === QuickInputButtons.Back) endWith('back');
    });
    input.onDidAccept(() => {
      const value = isEnded ? undefined : accept();
      if (value !== undefined) endWith({ value });
    });
    start?.((value) => endWith({ value }));
  });
  return end ?? 'closed';
}
