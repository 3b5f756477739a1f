import { generate } from 'selfsigned';

/** A certificate with its key, made for one test run: none is kept in the project. */
export interface TestCertificate {
  readonly key: string;
  readonly cert: string;
}

export interface CertificateOptions {
  /** The address it is for; 127.0.0.1 unless told otherwise. */
  readonly ip?: string;
  readonly notBeforeDate?: Date;
  readonly notAfterDate?: Date;
  /** Who signs it; itself where absent. */
  readonly issuer?: TestCertificate;
  readonly isAuthority?: boolean;
}

/** Makes a certificate, as an authority of a company does or a server that has none. */
export async function makeCertificate(options: CertificateOptions = {}): Promise<TestCertificate> {
  const { ip = '127.0.0.1', notBeforeDate, notAfterDate, issuer, isAuthority = false } = options;
  const name = isAuthority ? 'Test authority' : 'Test server';
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ...(notBeforeDate && { notBeforeDate }),
    ...(notAfterDate && { notAfterDate }),
    ...(issuer && { ca: issuer }),
    extensions: [
      { name: 'basicConstraints', cA: isAuthority, critical: true },
      isAuthority
        ? { name: 'keyUsage', keyCertSign: true, critical: true }
        : { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip }] },
    ],
  });
  return { key: made.private, cert: made.cert };
}
