import { type Uri } from 'vscode';
import type { OAuthClient } from '../../../coze/cozeApi';
import type { UserError } from '../../guard';
import type { prompts } from '../../prompts/prompts';
import type { Services } from '../../services';

/** The dependencies of the flow. Objects with state are passed, because this code is in a bundle that is loaded on demand. */
export interface SignInDeps extends Pick<Services, 'tokens' | 'expiry' | 'settings' | 'guard'> {
  readonly oauth: OAuthClient;
  readonly prompts: typeof prompts;
  readonly openWeb: (url: string) => Promise<void>;
  /** Creates an error whose message is shown to the user. */
  readonly userError: (message: string) => UserError;
  /** Asks for the access token of an origin. */
  readonly setToken: (origin: string) => Promise<unknown>;
  /** The name of the user whose token is stored for the service; empty if the service does not say. One request. */
  readonly accountName: (baseUrl: string) => Promise<string>;
  /** The page that explains how to create an OAuth app. */
  readonly guide: Uri;
}

/** The service at which the user signs in. */
export interface SignInService {
  readonly baseUrl: string;
  readonly host: string;
  readonly clientId: string;
  /** An access token is stored for the service, which the sign-in replaces. */
  readonly hasToken: boolean;
}
