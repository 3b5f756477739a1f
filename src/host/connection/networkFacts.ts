import type { NetworkFacts } from '../../shared/pages/connectionPage';
import { parseUrl } from '../../shared/urls/urls';
import type { HttpSettings } from '../settings/httpSettings';
import { proxyInForce } from '../settings/proxyInForce';

type Environment = Readonly<Record<string, string | undefined>>;

const variables = [
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
  'NODE_EXTRA_CA_CERTS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
];

/** How requests to this origin leave the computer. Never contains the user name or the password of a proxy. */
export function networkFacts(origin: string, http: HttpSettings, environment: Environment): NetworkFacts {
  const { proxy, noProxy, proxySupport } = http;
  const inForce = proxyInForce(origin, http, environment);
  return {
    ...(inForce !== undefined && {
      proxy: { address: proxyAddress(inForce), setBy: proxySetBy(inForce, proxy, environment) },
    }),
    proxySupport,
    noProxy,
    strictSsl: http.proxyStrictSSL,
    systemCertificates: http.systemCertificates,
    variables: variables.filter((name) => variable(environment, name) !== ''),
  };
}

/** Scheme, host and port of a proxy. Empty if the text is not a URL with a host: it could contain a password. */
export function proxyAddress(proxy: string): string {
  const text = proxy.includes('://') ? proxy : `http://${proxy}`;
  // A password with one of these characters would be read as the host.
  if (/:\/\/[^@]*[/?#].*@/.test(text)) return '';
  const url = parseUrl(text);
  return url?.host ? `${url.protocol}//${url.host}` : '';
}

function proxySetBy(inForce: string, setting: string, environment: Environment): string {
  if (setting.trim() === inForce) return 'http.proxy';
  return variables.find((name) => variable(environment, name) === inForce) ?? '';
}

function variable(environment: Environment, name: string): string {
  return (environment[name.toLowerCase()] ?? environment[name] ?? '').trim();
}
