import type { ExtensionContext } from 'vscode';
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

export function registerAccount(services: Services): TokenCommands {
  return new TokenCommands(services);
}
