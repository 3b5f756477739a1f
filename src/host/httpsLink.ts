/**
 * Whether an address of the service may be opened: https, without a user name in front of the host, without characters
 * that would make it look like another one than it is.
 */
export function isHttpsLink(url: string): boolean {
  if (!URL.canParse(url) || /[\s\\]|\p{Cc}|\p{Cf}/u.test(url)) return false;
  const { protocol, username, password } = new URL(url);
  return protocol === 'https:' && username === '' && password === '';
}
