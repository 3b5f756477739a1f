/** Largest file of rows or schemas that is read, in bytes. */
export const maxNamedBytes = 20_000_000;

/** Whether a file is named by a URL, which the service loads itself. */
export function isUrl(name: string): boolean {
  return /^https?:\/\//i.test(name);
}

/** Whether a name is a relative path with forward slashes: neither absolute nor a URL. */
export function isRelativePath(name: string): boolean {
  return name.trim() !== '' && !/^[/~]|^[a-z][a-z\d+.-]*:|\\|\0/i.test(name);
}
