/** A file of a form. */
export interface FormFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Reads the files of a `multipart/form-data` body (RFC 7578); parts without a file name are left out. `undefined` if the body
 * is not such a form, or is cut off.
 */
export function readForm(body: Buffer, contentType: string): readonly FormFile[] | undefined {
  const boundary = /boundary="?([^";]+)/i.exec(contentType)?.[1];
  if (boundary === undefined) return undefined;
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const files: FormFile[] = [];
  // The first delimiter has no line break before it.
  const whole = Buffer.concat([Buffer.from('\r\n'), body]);
  let at = whole.indexOf(delimiter);
  for (;;) {
    if (at < 0) return undefined;
    const start = at + delimiter.length;
    if (whole.toString('latin1', start, start + 2) === '--') return files;
    at = whole.indexOf(delimiter, start);
    const headersEnd = whole.indexOf('\r\n\r\n', start);
    if (at < 0 || headersEnd < 0 || headersEnd > at) return undefined;
    const name = /;\s*filename="([^"]*)"/i.exec(whole.toString('utf8', start, headersEnd))?.[1];
    if (name !== undefined) files.push({ name, bytes: whole.subarray(headersEnd + 4, at) });
  }
}
