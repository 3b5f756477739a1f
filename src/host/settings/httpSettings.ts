/** The settings `http.…` of VS Code that decide how the service is reached. */
export interface HttpSettings {
  readonly proxy: string;
  readonly noProxy: readonly string[];
  readonly proxySupport: string;
  readonly proxyStrictSSL: boolean;
  readonly systemCertificates: boolean;
}

/** Reads the settings. VS Code returns what is in `settings.json`; a value of another type is replaced by the default. */
export function readHttpSettings(get: (key: keyof HttpSettings) => unknown): HttpSettings {
  const list = get('noProxy');
  return {
    proxy: textOr('', get('proxy')),
    noProxy: Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [],
    proxySupport: textOr('override', get('proxySupport')),
    proxyStrictSSL: get('proxyStrictSSL') !== false,
    systemCertificates: get('systemCertificates') !== false,
  };
}

function textOr(fallback: string, value: unknown): string {
  return typeof value === 'string' ? value : fallback;
}
