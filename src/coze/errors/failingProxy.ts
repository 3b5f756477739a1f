import { parseUrl, portOf } from '../../shared/urls/urls';

/** The request that got no connection. */
export interface ProxySituation {
  /** Scheme, host and port of the request. */
  readonly origin?: string;
  /** The configured proxy for this origin. */
  readonly proxy?: string;
}

/**
 * The unreachable proxy, without its credentials; `undefined` if the service itself is unreachable. All connections go
 * to the proxy, so an error with an address other than that of the request is an error of the proxy.
 */
export function failingProxy(
  cause: Readonly<Record<string, unknown>>,
  situation: ProxySituation,
): string | undefined {
  const target = parseUrl(situation.origin);
  const configured = parseUrl(withScheme(situation.proxy));
  const name = configured && `${configured.protocol}//${configured.host}`;
  const { address, port, hostname } = cause;
  if (typeof port === 'number' && target && port !== portOf(target)) {
    return name ?? (typeof address === 'string' ? `${bracketed(address)}:${String(port)}` : String(port));
  }
  if (typeof hostname === 'string' && target && hostname !== target.hostname) return name ?? hostname;
  const isDirect =
    (typeof port === 'number' && configured && port !== portOf(configured)) ||
    (typeof hostname === 'string' && hostname !== configured?.hostname);
  return isDirect ? undefined : name;
}

/** Environment variables often omit the scheme: `proxy.example:8080`. */
function withScheme(proxy: string | undefined): string | undefined {
  return proxy === undefined || proxy.includes('://') ? proxy : `http://${proxy}`;
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
