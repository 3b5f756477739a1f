import { cloudByDomain } from './clouds';

/** Hosts of Coze that an address can imitate. */
const imitated = ['api.coze.cn', 'api.coze.com', 'www.coze.cn', 'www.coze.com', 'coze.cn', 'coze.com'];

/**
 * The host of Coze that another host imitates: a misspelling, a foreign letter, a digit, or Coze's name in front of another
 * domain, such as `api.coze.cn.example.com`.
 *
 * @param hostname as `URL.hostname` spells it: in lower case, with foreign letters encoded as `xn--…`.
 */
export function imitatedHost(hostname: string): string | undefined {
  if (cloudByDomain(hostname) || hostname.endsWith('.coze.site')) return undefined;
  const plain = hostname.split('.').map(plainLabel).join('.');
  return imitated.find((host) => `.${plain}.`.includes(`.${host}.`) || isOneEditAway(plain, host));
}

/** The label of a host name, with `coze` for one that looks like it by foreign letters or digits. */
function plainLabel(label: string): string {
  const latin = /^xn--(?:(.*)-)?[a-z0-9]*$/.exec(label)?.[1];
  if (latin !== undefined && latin.length >= 2 && /^c?o?z?e?$/.test(latin)) return 'coze';
  return /^c[o0][z2][e3]$/.test(label) ? 'coze' : label;
}

/** Whether one letter more, less, other or two neighbours in the other order make one text of the other. */
function isOneEditAway(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const restA = a.slice(start);
  const restB = b.slice(start);
  if (restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1)) return true;
  return restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0];
}
