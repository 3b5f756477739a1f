import { l10n } from 'vscode';
import type { PastedKind } from '../../shared/token/pastedKind';
import type { TokenProblem } from '../../shared/token/tokenText';

/**
 * Describes the problem and what to paste instead. Does not quote the input, which may be a secret of another service.
 */
export function tokenProblemText(problem: TokenProblem): string {
  switch (problem) {
    case 'empty':
      return l10n.t('The token is empty.');
    case 'lineBreak':
      return l10n.t('The token contains a line break. Copy it again without line breaks.');
    case 'space':
      return l10n.t('The token contains a space. Copy only the token.');
    case 'quote':
      return l10n.t('The token contains a quotation mark. Copy only the text between the quotation marks.');
    case 'control':
      return l10n.t('The token contains a control character. Copy it again.');
    case 'notAscii':
      return l10n.t('The token contains an invalid character. Copy it again.');
    case 'tooLong':
      return l10n.t('This is too long for a token.');
    case 'severalTokens':
      return l10n.t('The text contains several tokens. Paste only one.');
    default:
      return `${kindText(problem)} ${l10n.t('Paste an access token, such as pat_…, from the token page.')}`;
  }
}

function kindText(kind: PastedKind): string {
  switch (kind) {
    case 'variableName':
      return l10n.t('This is the name of a variable, not its value.');
    case 'placeholder':
      return l10n.t('This is the placeholder of an example.');
    case 'shortened':
      return l10n.t('This token is incomplete: Coze shows the whole token only when it is created.');
    case 'oauthCode':
      return l10n.t('This is an OAuth authorization code.');
    case 'refreshToken':
      return l10n.t('This is an OAuth refresh token.');
    case 'clientId':
      return l10n.t('This is the client ID of an OAuth app.');
    case 'cookie':
      return l10n.t('This is a cookie.');
    case 'address':
      return l10n.t('This is the address of a page.');
    case 'workflowId':
      return l10n.t('This is a number, such as the ID of a workflow.');
    case 'otherService':
      return l10n.t('This is a key of another service.');
    case 'privateKey':
      return l10n.t('This is a private key.');
  }
}
