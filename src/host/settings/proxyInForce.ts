import type { HttpSettings } from './httpSettings';
import { parseUrl, portOf, type ParsedUrl } from '../../shared/urls/urls';

type Environment = Readonly<Record<string, string | undefined>>;

/** The schemes of proxies that VS Code can use. It ignores an address without a scheme. */
const usable = /^(?:https?|socks[45]?|socks4a|socks5h):\/\//i;

/**
 * The proxy that VS Code uses for this origin: of its settings, or else of the environment. `undefined` if there is
 * none, or if only the system knows it. The rules are those of `@vscode/proxy-agent`.
 */
export function proxyInForce(
  origin: string,
  settings: Pick<HttpSettings, 'proxy' | 'noProxy' | 'proxySupport'>,
  environment: Environment,
): string | undefined {
  const url = parseUrl(origin);
  if (!url || settings.proxySupport === 'off' || isThisComputer(url.hostname)) return undefined;
  // NO_PROXY is used only if the setting is empty.
  const { noProxy } = settings;
  const excluded = noProxy.length > 0 ? noProxy : variable(environment, 'no_proxy').split(',');
  if (excluded.some((pattern) => matches(url, pattern.trim()))) return undefined;
  // Also for http, HTTPS_PROXY is the first. ALL_PROXY is not used.
  const ofEnvironment = variable(environment, 'https_proxy') || variable(environment, 'http_proxy');
  return [settings.proxy.trim(), ofEnvironment].find((proxy) => usable.test(proxy));
}

function variable(environment: Environment, name: string): string {
  return (environment[name] || environment[name.toUpperCase()] || '').trim();
}

/** VS Code does not use a proxy for these hosts. */
function isThisComputer(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}

/** Matches `*`, `example.com` and its subdomains, `.example.com`, `example.com:8080`. No other `*` is a wildcard. */
function matches(url: ParsedUrl, pattern: string): boolean {
  if (pattern === '*') return true;
  const [name = '', port] = pattern.toLowerCase().split(':', 2);
  if (name === '') return false;
  if (port && Number(port) !== portOf(url)) return false;
  return `.${url.hostname}`.endsWith(name.startsWith('.') ? name : `.${name}`);
}
