import { parseUrl, portOf } from '../../shared/urls';

/** What is known about the request that found no connection. */
export interface ProxySituation {
  /** Scheme, host and port of the request. */
  readonly origin?: string;
  /** The proxy in force for this origin, as it is configured. */
  readonly proxy?: string;
}

/**
 * The proxy that could not be reached, without its credentials; undefined where the service itself was not reached. Behind
 * a proxy every connection goes there, so an error that names another host or port than the request is the proxy's.
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

/** `proxy.example:8080` is how the environment often spells it. */
function withScheme(proxy: string | undefined): string | undefined {
  return proxy === undefined || proxy.includes('://') ? proxy : `http://${proxy}`;
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
