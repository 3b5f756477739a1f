/** One of Coze's two clouds. Accounts, tokens and workflows belong to one of them (docs/coze-protocol.md, 1.1). */
export interface Cloud {
  /** Every host of the cloud is this domain or below it. */
  readonly domain: string;
  readonly baseUrl: string;
  readonly apiHost: string;
  /** Origin of the web pages: editor, debug pages, tokens, documentation. */
  readonly site: string;
}

const mainland = cloud('coze.cn');
const international = cloud('coze.com');
const clouds: readonly Cloud[] = [mainland, international];

/** Base URL where the settings name none. */
export const defaultBaseUrl = mainland.baseUrl;

/** The cloud whose API is at this host. */
export function cloudByApiHost(host: string): Cloud | undefined {
  return clouds.find(({ apiHost }) => apiHost === host);
}

/** The cloud that a host name belongs to. */
export function cloudByDomain(hostname: string): Cloud | undefined {
  return clouds.find(({ domain }) => hostname === domain || hostname.endsWith(`.${domain}`));
}

/** The API host of the other cloud, where `host` is the API of one: a token of one is invalid at the other. */
export function otherApiHost(host: string): string | undefined {
  return cloudByApiHost(host) && clouds.find(({ apiHost }) => apiHost !== host)?.apiHost;
}

/** Whether Coze shows debug pages at this host. */
export function isDebugHost(host: string): boolean {
  return clouds.some(({ domain }) => host === `www.${domain}`);
}

/** Page where access tokens are made; that of the mainland cloud for a server that is not Coze's. */
export function tokenPage(hostname: string): string {
  return `${siteFor(hostname)}/open/oauth/pats`;
}

/** Page where OAuth apps are made; that of the mainland cloud for a server that is not Coze's. */
export function oauthPage(hostname: string): string {
  return `${siteFor(hostname)}/open/oauth/apps`;
}

/** Page where the user approves a sign-in by PKCE; `undefined` for a server that is not Coze's. */
export function authorizePage(hostname: string): string | undefined {
  const found = cloudByDomain(hostname);
  return found && `${found.site}/api/permission/oauth2/authorize`;
}

/** Coze's documentation of this API: what must be published, and where. */
export function publishHelpPage(hostname: string): string {
  return `${siteFor(hostname)}/open/docs/developer_guides/workflow_chat`;
}

function siteFor(hostname: string): string {
  return (cloudByDomain(hostname) ?? mainland).site;
}

function cloud(domain: string): Cloud {
  const apiHost = `api.${domain}`;
  return { domain, baseUrl: `https://${apiHost}`, apiHost, site: `https://www.${domain}` };
}
