import { cloudByDomain } from '../urls/clouds';
import type { ErrorInfo } from '../errorInfo';

/** Which Coze answers at a host: the cloud in mainland China, the international one, or a server of the user. */
export type ServiceKind = 'cloudCn' | 'cloudCom' | 'selfHosted';

/** The kind of the service at a host name. */
export function serviceKind(hostname: string): ServiceKind {
  switch (cloudByDomain(hostname)?.domain) {
    case 'coze.cn':
      return 'cloudCn';
    case 'coze.com':
      return 'cloudCom';
    default:
      return 'selfHosted';
  }
}

/** Where the token of an origin comes from. */
export type TokenSource = 'stored' | 'session' | 'environment' | 'signedIn' | 'none';

/** Why a fact is not known. */
export type Unknown =
  /** No call was made for it. */
  | 'notAsked'
  /** The token does not have the permission. */
  | 'notPermitted'
  /** The server does not have this call. */
  | 'notOnServer'
  /** The call failed. Its step has the error. */
  | 'failed';

/** A fact about the connection, or the reason why it is not known. */
export type Fact<T> = { readonly known: T } | { readonly unknown: Unknown };

/** The owner of the token. The name is chosen by its owner: untrusted text. */
export interface Account {
  readonly id: string;
  readonly name: string;
}

/** The plan of the account, by Coze's name such as `free`. */
export interface Plan {
  readonly level: string;
}

/** A permission that the extension can use, by Coze's name such as `listWorkflow`. */
export interface PermissionFact {
  readonly name: string;
  /** `missing`: the service refused the call for lack of permission. */
  readonly state: 'granted' | 'missing' | 'cannotTell';
}

/** A call of the check. */
export type CheckCall = 'account' | 'workflow' | 'workspaces' | 'plan';

/** A call that was made, and its answer. */
export interface ConnectionStep {
  readonly call: CheckCall;
  readonly result:
    | 'answered'
    /** The service does not accept the token. */
    | 'tokenRefused'
    | 'notPermitted'
    /** The service accepted the token, but does not know the workflow. */
    | 'notFound'
    | 'notOnServer'
    /** No usable answer. */
    | 'failed';
  /** Present unless the result is `answered`. */
  readonly error?: ErrorInfo;
}

/** The conclusion of a check. */
export type Verdict =
  /** At least one call shows that the service accepts the token. */
  | 'works'
  | 'noToken'
  | 'tokenRefused'
  /** Network, proxy, certificate or service failure: the token could not be checked. */
  | 'unreachable'
  /** The service answered, but does not say whether the token is valid. */
  | 'cannotTell';

/** What a check has found out about the connection to one origin. Contains no token. */
export interface ConnectionReport {
  /** Milliseconds since the epoch. */
  readonly checkedAt: number;
  /** Scheme, host and port that the token belongs to. */
  readonly origin: string;
  readonly host: string;
  readonly kind: ServiceKind;
  readonly verdict: Verdict;
  readonly token: {
    readonly source: TokenSource;
    /** End of the token's validity, as entered by the user or named at sign-in. Milliseconds since the epoch. */
    readonly expiresAt?: number;
  };
  /** API host of the other cloud. Present if one cloud refused the token or every call: it may belong to the other one. */
  readonly otherHost?: string;
  readonly account: Fact<Account>;
  readonly plan: Fact<Plan>;
  /** Every permission that the extension can use. */
  readonly permissions: readonly PermissionFact[];
  /** The calls that were made, in order. Their number is the number of calls that the check has cost. */
  readonly steps: readonly ConnectionStep[];
}
