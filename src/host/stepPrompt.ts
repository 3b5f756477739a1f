import { QuickInputButtons, type InputBox, type QuickPick, type QuickPickItem } from 'vscode';
import { actingFrom, origin } from './origin';
import { prompts } from './prompts';

/** How a step ended: with a value, by its Back button, or closed, such as by Escape. */
export type StepEnd<T> = { readonly value: T } | 'back' | 'closed';

/** A quick pick or input box that is created by the caller, and ended by {@link StepPrompt.end}. */
export interface StepPrompt<T> {
  readonly input: QuickPick<QuickPickItem> | InputBox;
  /** Counts from 1. Steps from the second on have a Back button. */
  readonly number: number;
  /** Called when the user accepts; `undefined` keeps the prompt open. */
  readonly accept: () => T | undefined;
  /** Receives a function that ends the step with a value, before the prompt is shown. */
  readonly start?: (end: (value: T) => void) => void;
}

/** Shows one step of a sequence of prompts. The prompt stays open when VS Code loses the focus. */
export async function showStep<T>({ input, number, accept, start }: StepPrompt<T>): Promise<StepEnd<T>> {
  const chat = origin();
  let result: StepEnd<T> | undefined;
  const finish = (end: StepEnd<T>): void => {
    if (result !== undefined) return;
    result = end;
    void actingFrom(chat, () => prompts.close(input));
  };
  const end = (value: T): void => finish({ value });
  input.step = number;
  input.ignoreFocusOut = true;
  if (number > 1) input.buttons = [QuickInputButtons.Back, ...input.buttons];
  input.onDidTriggerButton((button) => {
    if (button === QuickInputButtons.Back) finish('back');
  });
  input.onDidAccept(() => {
    const value = accept();
    if (value !== undefined) end(value);
  });
  start?.(end);
  await prompts.show(input);
  return result ?? 'closed';
}
