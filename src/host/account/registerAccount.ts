import type { ExtensionContext } from 'vscode';
import type { Chats } from '../chat/chats';
import type { Log } from '../log';
import type { Services } from '../services';
import type { Settings } from '../settings';
import { TokenCommands } from './tokenCommands';
import { TokenStore } from './tokenStore';
import { environmentToken } from './tokenText';

/** Opens the access tokens. The log removes each token that is read or entered. */
export function openTokenStore(context: ExtensionContext, settings: Settings, log: Log): TokenStore {
  return new TokenStore({
    secrets: context.secrets,
    memento: context.globalState,
    environmentToken: (origin) => environmentToken(origin, settings.baseUrl, process.env),
    onDidSee: log.hide,
    warn: log.warn,
  });
}

export function registerAccount(services: Services, chats: Chats): TokenCommands {
  const account = new TokenCommands({ ...services, chats });
  account.remindOfExpiry();
  return account;
}
