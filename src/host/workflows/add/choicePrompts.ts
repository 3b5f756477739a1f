import { l10n, window, type QuickPickItem } from 'vscode';
import { hostOf } from '../../../shared/urls/urls';
import { foreignLabel } from '../../foreignText';
import type { showStep, StepEnd } from '../../prompts/stepPrompt';
import type { Next, Step } from './steps';

/** A row that leads to another step. A row without `choose` is text. */
export interface ChoiceRow extends QuickPickItem {
  readonly choose?: () => Promise<Next>;
}

/** A text in two lines: what is the case, and more about it. */
export interface Words {
  readonly message: string;
  readonly more?: string;
}

/** A row that is text only. */
export function textRow(icon: 'error' | 'info' | 'warning', { message, more }: Words): QuickPickItem {
  return {
    label: `$(${icon}) ${foreignLabel(message)}`,
    ...(more !== undefined && { detail: foreignLabel(more) }),
    alwaysShow: true,
  };
}

/** A step with a few rows. All of them stay visible while a filter is typed. */
export function choiceStep(
  show: typeof showStep,
  texts: { readonly title: string; readonly placeholder: string },
  rows: readonly ChoiceRow[],
): Step {
  return async (number) => {
    const pick = window.createQuickPick<ChoiceRow>();
    pick.title = texts.title;
    pick.placeholder = texts.placeholder;
    pick.items = rows.map((row) => ({ ...row, alwaysShow: true }));
    pick.activeItems = pick.items.filter(({ choose }) => choose).slice(0, 1);
    const end = await show({ input: pick, number, accept: () => pick.selectedItems[0]?.choose });
    return typeof end === 'string' ? end : end.value();
  };
}

export type Answer<T> = { readonly answer: T } | { readonly error: unknown };

/** Shows a busy prompt while a service is asked. Back and Escape abort the request. */
export async function askService<T>(
  show: typeof showStep,
  number: number,
  baseUrl: string,
  request: (signal: AbortSignal) => Promise<T>,
): Promise<StepEnd<Answer<T>>> {
  const controller = new AbortController();
  const pick = window.createQuickPick();
  pick.title = l10n.t('Add workflow');
  pick.placeholder = l10n.t('Press Escape to cancel');
  pick.items = [
    { label: l10n.t('Asking {host}…', { host: foreignLabel(hostOf(baseUrl)) }), alwaysShow: true },
  ];
  pick.busy = true;
  const end = await show<Answer<T>>({
    input: pick,
    number,
    accept: () => undefined,
    start: (finish) => {
      request(controller.signal).then(
        (answer) => finish({ answer }),
        (error: unknown) => finish({ error }),
      );
    },
  });
  if (typeof end === 'string') controller.abort();
  return end;
}

/** Asks for the numeric ID of an app or an agent. The address of its page is accepted too. */
export async function askForId(
  show: typeof showStep,
  number: number,
  texts: { readonly title: string; readonly prompt: string },
  idIn: (text: string) => string | undefined,
): Promise<StepEnd<string>> {
  const box = window.createInputBox();
  box.title = texts.title;
  box.prompt = texts.prompt;
  const validate = (): void => {
    const isValid = box.value.trim() === '' || idIn(box.value) !== undefined;
    box.validationMessage = isValid ? undefined : l10n.t('IDs contain only digits.');
  };
  box.onDidChangeValue(validate);
  return show({ input: box, number, accept: () => idIn(box.value) });
}
