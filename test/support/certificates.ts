import { generate } from 'selfsigned';

/** A certificate with its key, both in PEM. Created for one test run; the repository contains none. */
export interface TestCertificate {
  readonly key: string;
  readonly cert: string;
}

export interface CertificateOptions {
  /** The IP address of the subject, by default 127.0.0.1. */
  readonly ip?: string;
  readonly notBeforeDate?: Date;
  readonly notAfterDate?: Date;
  /** The issuer. Without it the certificate is self-signed. */
  readonly issuer?: TestCertificate;
  readonly isAuthority?: boolean;
}

/** Creates a certificate for an authority or a server, like that of a company or a self-signed one. */
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
