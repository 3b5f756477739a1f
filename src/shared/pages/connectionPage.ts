import * as v from 'valibot';
import type { ConnectionReport, ServiceKind, TokenSource } from './connectionReport';
import type { ErrorInfo } from '../errorInfo';
import { pageMessageParser } from './pageMessage';

/** A call or run that failed. `at` is in milliseconds since the epoch. */
export interface Failure {
  readonly at: number;
  readonly error: ErrorInfo;
}

/** Where the base URL is set: nowhere, in `coze.baseUrl`, or in the workflow's entry of these settings. */
export type BaseUrlSource = 'default' | 'setting' | 'user' | 'workspace' | 'folder';

/** The network settings that apply to the service. Addresses of proxies have no user name and no password. */
export interface NetworkFacts {
  /** The proxy for this service: its address, and the setting or environment variable that names it. */
  readonly proxy?: { readonly address: string; readonly setBy: string };
  readonly proxySupport: string;
  readonly noProxy: readonly string[];
  readonly strictSsl: boolean;
  readonly systemCertificates: boolean;
  /** Names of the environment variables for proxies and certificates that are set. */
  readonly variables: readonly string[];
}

/** What is known about the connection of the active chat without a call. Contains no token. */
export interface ConnectionFacts {
  readonly workflow?: {
    readonly name: string;
    readonly workflowId: string;
    readonly appId?: string;
    readonly botId?: string;
    readonly version?: string;
    readonly source: 'user' | 'workspace' | 'demo';
  };
  /** Host and port; empty if the base URL cannot be used. */
  readonly host: string;
  readonly kind: ServiceKind | 'demo';
  readonly baseUrl: string;
  readonly baseUrlSource: BaseUrlSource;
  readonly token: TokenSource;
  /** End of the token's validity, in milliseconds since the epoch; absent if it is not known. */
  readonly tokenExpiresAt?: number;
  /** The name of the token's owner, by the last check or the sign-in; absent if it is not known. */
  readonly account?: string;
  readonly network: NetworkFacts;
  /** The last check of this service in this window. While a check runs, what it has found so far. */
  readonly report?: ConnectionReport;
  readonly lastFailure?: Failure;
  readonly isChecking: boolean;
}

/** The buttons of the page "Connection". */
const acts = [
  'check',
  'cancelCheck',
  'copyForSupport',
  'selectWorkflow',
  'setToken',
  'signIn',
  'openTokenPage',
  'setExpiry',
  'useOtherCloud',
  'tryOtherCloud',
  'changeBaseUrl',
  'openProxySettings',
  'openCertificateSettings',
  'showLog',
] as const;
export type ConnectionAct = (typeof acts)[number];

/** Host to page. */
export type ToConnectionPage =
  | { readonly type: 'state'; readonly state: ConnectionFacts }
  /** The text for support is on the clipboard. */
  | { readonly type: 'done'; readonly act: 'copyForSupport' };

/** Reads a message of the page. */
export const parseConnectionMessage = pageMessageParser(v.picklist(acts));
