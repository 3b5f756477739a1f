import type { HttpSettings } from './httpSettings';
import { parseUrl, portOf, type ParsedUrl } from '../../shared/urls/urls';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that VS Code uses for this origin: of its settings, or else of the environment. `undefined` if there is
 * none, or if only the system knows it.
 */
export function proxyInForce(
  origin: string,
  settings: Pick<HttpSettings, 'proxy' | 'noProxy' | 'proxySupport'>,
  environment: Environment,
): string | undefined {
  const url = parseUrl(origin);
  if (!url || settings.proxySupport === 'off' || isThisComputer(url.hostname)) return undefined;
  const listed = variable(environment, 'no_proxy')?.split(/[\s,]+/) ?? [];
  if ([...listed, ...settings.noProxy].some((pattern) => matches(url, pattern.trim()))) return undefined;
  const names = url.protocol === 'https:' ? ['https_proxy', 'http_proxy'] : ['http_proxy'];
  const configured = [
    settings.proxy.trim(),
    ...[...names, 'all_proxy'].map((name) => variable(environment, name)),
  ];
  return configured.find((proxy) => proxy !== undefined && proxy !== '');
}

function variable(environment: Environment, name: string): string | undefined {
  return (environment[name] ?? environment[name.toUpperCase()])?.trim();
}

/** VS Code does not use a proxy for these hosts. */
function isThisComputer(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}

/** Matches `*`, `example.com` and its subdomains, `.example.com`, `example.com:8080`. */
function matches(url: ParsedUrl, pattern: string): boolean {
  if (pattern === '*') return true;
  const [, host = '', port] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(pattern.toLowerCase()) ?? [];
  if (host === '') return false;
  if (port !== undefined && Number(port) !== portOf(url)) return false;
  return url.hostname === host || url.hostname.endsWith(`.${host}`);
}
