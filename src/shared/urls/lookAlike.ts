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

/**
 * Whether a host that is not one of Coze could be taken for one. Contains the hosts of {@link imitatedHost}, and those that a
 * self-hosted server can have but a reader can confuse: `coze-login.com`, `api-coze-cn.example.com`, or any letter outside of
 * ASCII. A subdomain such as `coze.example.com` is an ordinary name. For an address that the user has pasted; a base URL
 * that the user has written into the settings is refused only if it imitates a host.
 */
export function resemblesCoze(hostname: string): boolean {
  if (imitatedHost(hostname) !== undefined) return true;
  if (hostname.split('.').some((label) => label.startsWith('xn--'))) return true;
  const letters = withLetters(hostname);
  if (/(?:^|[.-])coze[.-](?:cn|com)(?:[.-]|$)/.test(letters)) return true;
  return (letters.split('.').at(-2) ?? '').replace(/-|(.)(?=\1)/g, '').includes('coze');
}

/** The label of a host name, with `coze` for one that looks like it by foreign letters or digits. */
function plainLabel(label: string): string {
  const latin = /^xn--(?:(.*)-)?[a-z0-9]*$/.exec(label)?.[1];
  if (latin !== undefined && latin.length >= 2 && /^c?o?z?e?$/.test(latin)) return 'coze';
  return withLetters(label) === 'coze' ? 'coze' : label;
}

/** Digits that are read as letters, replaced by these. */
function withLetters(text: string): string {
  return text.replace(/[01235]/g, (digit) => asLetter[digit] ?? digit);
}

const asLetter: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', 2: 'z', 3: 'e', 5: 's' };

/** Whether one letter more, less, other or two neighbours in the other order make one text of the other. */
function isOneEditAway(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const restA = a.slice(start);
  const restB = b.slice(start);
  if (restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1)) return true;
  return restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0];
}
