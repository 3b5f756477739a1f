import { CancellationTokenSource, l10n, Range, window, type QuickPickItem } from 'vscode';
import { foreignLabel, foreignText } from '../../foreignText';
import type { AskStep, Step, StepAnswer } from './stepped';
import { displayLanguage } from '../../environment';
import { listText } from '../../../shared/text/listText';

type Act = 'send' | 'edit' | 'sendAll' | 'stop';

/** Asks with a list: send the turn, send another text, send all the rest, or stop. The line of the turn is shown. */
export const askStepInList: AskStep = async (step, signal) => {
  await showLine(step);
  const cancelled = new CancellationTokenSource();
  const cancel = (): void => cancelled.cancel();
  signal.addEventListener('abort', cancel);
  if (signal.aborted) cancel();
  try {
    for (;;) {
      const answer = answerTo(await pickAct(step, cancelled), step);
      if (answer !== 'edit') return answer;
      const text = await editedText(step, cancelled);
      if (text !== undefined) return { text };
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    cancelled.dispose();
  }
};

function answerTo(act: Act | undefined, { text }: Step): StepAnswer | 'edit' {
  switch (act) {
    case 'send':
      return { text };
    case 'sendAll':
      return { text, isLastStop: true };
    case 'edit':
      return 'edit';
    default:
      return 'stop';
  }
}

async function pickAct(step: Step, { token }: CancellationTokenSource): Promise<Act | undefined> {
  const { leaf, number, shown, question } = step;
  const items: readonly (QuickPickItem & { readonly act: Act })[] = [
    { act: 'send', label: l10n.t('Send'), description: foreignLabel(foreignText(shown, 200)) },
    { act: 'edit', label: question ? l10n.t('Answer differently…') : l10n.t('Edit and send…') },
    { act: 'sendAll', label: l10n.t('Send all turns without stopping') },
    { act: 'stop', label: l10n.t('Stop the tests') },
  ];
  const { turns, name } = leaf.one.test;
  const picked = await window.showQuickPick(
    items,
    {
      title: l10n.t('{test}: turn {number} of {count}', {
        test: foreignText(name),
        number,
        count: turns.length,
      }),
      placeHolder: question ? questionText(step) : l10n.t('The message that is sent next'),
      ignoreFocusOut: true,
    },
    token,
  );
  return picked?.act;
}

async function editedText(step: Step, { token }: CancellationTokenSource): Promise<string | undefined> {
  const { text, shown, question } = step;
  return window.showInputBox(
    {
      title: question ? l10n.t('Your answer') : l10n.t('Your message'),
      prompt: question ? questionText(step) : '',
      // A masked text cannot be sent as it is.
      value: shown === text ? text : '',
      ignoreFocusOut: true,
    },
    token,
  );
}

function questionText({ question }: Step): string {
  const { text = '', options = [], fields = [] } = question ?? {};
  const listed = (names: readonly string[]) =>
    listText(
      names.map((name) => foreignText(name)),
      displayLanguage(),
    );
  return [
    foreignText(text, 300),
    ...(options.length > 0 ? [l10n.t('Options: {options}', { options: listed(options) })] : []),
    ...(fields.length > 0 ? [l10n.t('Fields: {fields}', { fields: listed(fields) })] : []),
  ].join(' ');
}

/** Shows where the test is, without taking the focus. */
async function showLine({ leaf, line }: Step): Promise<void> {
  const range = new Range(line - 1, 0, line - 1, 0);
  await window.showTextDocument(leaf.file.uri, { selection: range, preserveFocus: true, preview: false });
}
