import { Uri, type ExtensionContext } from 'vscode';
import { openWeb } from '../prompts/openWeb';
import type { Chats } from '../chat/chats';
import { displayLanguage } from '../environment';
import { UserError } from '../guard';
import type { Log } from '../log';
import { prompts } from '../prompts/prompts';
import type { Services } from '../services';
import type { Settings } from '../settings/settings';
import { CozeAuthentication } from './signIn/authenticationProvider';
import { SignInCommands } from './signIn/signInCommands';
import { TokenCommands } from './tokenCommands';
import { TokenStore } from './tokenStore';
import { environmentToken } from '../../shared/token/tokenText';

/** Opens the access tokens. The log removes each token that is read or entered. */
export function openTokenStore(context: ExtensionContext, settings: Settings, log: Log): TokenStore {
  const { secrets, globalState, globalStorageUri } = context;
  const proxyFor = proxyOf(settings);
  const tokens: TokenStore = new TokenStore({
    secrets,
    memento: globalState,
    environmentToken: (origin) => environmentToken(origin, settings.baseUrl, process.env),
    onDidSee: log.hide,
    warn: log.warn,
    refresh: async (origin, refused) => {
      const { refreshToken } = await import('../../onDemand/signIn');
      return refreshToken(origin, refused, tokens, globalStorageUri.fsPath, proxyFor, log.warn);
    },
    now: Date.now,
  });
  return tokens;
}

/** The features for access tokens and signed-in users. */
export function registerAccount(
  services: Services,
  chats: Chats,
): {
  readonly account: TokenCommands;
  readonly signIn: SignInCommands;
} {
  const { tokens, api, expiry, settings, guard, subscriptions } = services;
  const account: TokenCommands = new TokenCommands({
    ...services,
    chats,
    signIn: (baseUrl) => signIn.signInAt(baseUrl),
  });
  const loadSignIn = async () => {
    const { openSignIn } = await import('../../onDemand/signIn');
    return openSignIn(
      {
        tokens,
        expiry,
        settings,
        guard,
        prompts,
        openWeb,
        userError: (message) => new UserError(message),
        setToken: (origin) => account.setToken(origin),
        accountName: (baseUrl) => accountName(api, baseUrl),
        guide: guideOf(services.extensionUri),
      },
      proxyOf(settings),
    );
  };
  const signIn = new SignInCommands(services, loadSignIn);
  account.remindOfExpiry();
  subscriptions.push(new CozeAuthentication(tokens, signIn.signIn));
  return { account, signIn };
}

function proxyOf(settings: Settings): (origin: string) => string | undefined {
  return (origin) => settings.proxyFor(origin, process.env);
}

/** The page about OAuth apps in the display language. */
function guideOf(extensionUri: Uri): Uri {
  const name = displayLanguage() === 'en' ? 'sign-in.md' : 'sign-in.zh-cn.md';
  return Uri.joinPath(extensionUri, 'docs', name);
}

/** Empty if the service does not say who is signed in: not every server and not every permission allows it. */
async function accountName(api: Services['api'], baseUrl: string): Promise<string> {
  const account = await api.me({ baseUrl }, AbortSignal.timeout(10_000)).catch(() => undefined);
  return account?.name ?? '';
}
