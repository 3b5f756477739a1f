import { l10n } from 'vscode';
import { hostOf } from '../../../shared/urls/urls';
import { foreignText } from '../../foreignText';
import type { Session } from './session';

/** Name of the user and host of the service. */
export function accountLabel(origin: string, { account }: Session): string {
  return `${account === '' ? l10n.t('Coze account') : foreignText(account)} (${hostOf(origin)})`;
}
