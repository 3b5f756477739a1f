import { l10n, QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import { readCozeAddress, type AddressProblem, type CozeAddress } from '../../../shared/urls/cozeAddress';
import { hostOf } from '../../../shared/urls/urls';
import { foreignLabel } from '../../foreignText';
import type { showStep, StepEnd } from '../../prompts/stepPrompt';
import { textRow, type Words } from './choicePrompts';

/** What the user chose in the first step. */
export type FirstChoice =
  | { readonly kind: 'address'; readonly address: CozeAddress }
  | { readonly kind: 'workspaces' }
  | { readonly kind: 'demo' };

interface Row extends QuickPickItem {
  readonly choice?: FirstChoice;
}

/** No ID is as long: such a change of the text is a paste. */
const shortestAddress = 24;

/**
 * The first step: a box for the address or ID of a chatflow, with a row that says what was recognized. A complete address
 * that is pasted into the empty box is accepted at once. The clipboard is not read.
 *
 * @param notice why the step is shown again.
 */
export async function askForAddress(
  show: typeof showStep,
  number: number,
  { value, notice }: { readonly value: string; readonly notice?: Words },
): Promise<{ readonly end: StepEnd<FirstChoice>; readonly value: string }> {
  const pick = window.createQuickPick<Row>();
  pick.title = l10n.t('Add workflow: address or ID');
  pick.placeholder = l10n.t("Paste the address of the chatflow's page on Coze, or its ID");
  pick.value = value;
  const update = (): void => {
    pick.items = [{ ...rowAbout(pick.value, notice), alwaysShow: true }, ...otherWays()];
  };
  update();
  const end = await show<FirstChoice>({
    input: pick,
    number,
    accept: () => pick.selectedItems[0]?.choice ?? addressIn(pick.value),
    start: (accept) => {
      let before = value;
      pick.onDidChangeValue((text) => {
        const isPaste = before === '' && text.length >= shortestAddress;
        before = text;
        update();
        const choice = isPaste ? addressIn(text) : undefined;
        if (choice?.kind === 'address' && choice.address.baseUrl !== undefined) accept(choice);
      });
    },
  });
  return { end, value: pick.value };
}

/**
 * The first row is about the text. There is always exactly one, so that Enter just after a paste accepts the row that is on
 * its way: VS Code identifies rows by their position. It has one line, so that the rows below do not move.
 */
function rowAbout(text: string, notice: Words | undefined): Row {
  const read = readCozeAddress(text);
  if ('address' in read) {
    const { address } = read;
    return { ...addressRow(address), choice: { kind: 'address', address } };
  }
  if (read.problem !== 'empty') return textRow('error', { message: problemText(read.problem, read.host) });
  if (notice !== undefined) return textRow('info', notice);
  return {
    label: `$(clippy) ${l10n.t('Open the chatflow on Coze and copy the address of the page')}`,
  };
}

function addressIn(text: string): FirstChoice | undefined {
  const read = readCozeAddress(text);
  return 'address' in read ? { kind: 'address', address: read.address } : undefined;
}

function addressRow({ workflowId, appId, botId, workspaceId, baseUrl }: CozeAddress): QuickPickItem {
  const host = baseUrl === undefined ? '' : foreignLabel(hostOf(baseUrl));
  if (workflowId)
    return { label: `$(add) ${l10n.t('Add chatflow {id}', { id: workflowId })}`, description: host };
  const [label, id] = appId
    ? [l10n.t('Choose a chatflow of the app {id}', { id: appId }), appId]
    : botId
      ? [l10n.t('Choose a chatflow for the agent {id}', { id: botId }), botId]
      : [l10n.t('Choose a chatflow of the workspace {id}', { id: workspaceId ?? '' }), workspaceId];
  return id === undefined ? { label } : { label: `$(list-unordered) ${label}`, description: host };
}

function otherWays(): readonly Row[] {
  return [
    { label: '', kind: QuickPickItemKind.Separator },
    {
      label: `$(list-tree) ${l10n.t('Choose from my workspaces…')}`,
      alwaysShow: true,
      choice: { kind: 'workspaces' },
    },
    {
      label: `$(beaker) ${l10n.t('Try the demo')}`,
      description: l10n.t('on this computer'),
      alwaysShow: true,
      choice: { kind: 'demo' },
    },
  ];
}

function problemText(problem: Exclude<AddressProblem, 'empty'>, host: string): string {
  switch (problem) {
    case 'noAddress':
      return l10n.t('This is neither the address of a page on Coze nor an ID (digits only).');
    case 'noId':
      return l10n.t('This page of {host} has no ID. Open the chatflow and copy the address from there.', {
        host,
      });
    case 'idInvalid':
      return l10n.t('The ID is incomplete, or is not a number. Copy it again.');
    case 'lookAlike':
      return l10n.t('{host} is not a host of Coze, but looks like one. Nothing is sent to it.', { host });
    case 'deployment':
      return l10n.t(
        '{host} is a deployed project, which is not supported yet. Paste the address of a chatflow.',
        { host },
      );
    case 'insecure':
      return l10n.t('The base URL must be https, except for localhost.');
  }
}
