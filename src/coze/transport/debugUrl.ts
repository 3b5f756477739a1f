/** Where Coze shows its debug pages. */
const debugHosts: ReadonlySet<string> = new Set(['www.coze.cn', 'www.coze.com']);

/**
 * Whether a debug link of the service may be opened: https only, and only at Coze's own sites or at the origin that the
 * user configured. Anything else is shown as text, to be copied; so is the page of a service on this machine without
 * https, because what an answer brings along must not make the browser call a local port.
 */
export function isTrustedDebugUrl(url: string, baseUrl: string): boolean {
  if (!URL.canParse(url) || /[\s\\]|\p{Cc}/u.test(url)) return false;
  const link = new URL(url);
  if (link.protocol !== 'https:' || link.username !== '' || link.password !== '') return false;
  if (debugHosts.has(link.host)) return true;
  return URL.canParse(baseUrl) && link.origin === new URL(baseUrl).origin;
}
