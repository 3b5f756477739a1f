import { createHash, randomBytes } from 'node:crypto';
import { redirectUri } from './redirectServer';

/** The secrets of one sign-in by PKCE, and the address that the browser opens. */
export interface Pkce {
  /** Comes back with the redirect, which proves that the redirect belongs to this sign-in. */
  readonly state: string;
  /** Sent with the code. The address has its hash only. */
  readonly verifier: string;
  readonly address: string;
}

/** @param page where the user approves */
export function newPkce(page: string, clientId: string): Pkce {
  const state = randomBytes(16).toString('base64url');
  const verifier = randomBytes(32).toString('base64url');
  const address = new URL(page);
  for (const [name, value] of Object.entries({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })) {
    address.searchParams.set(name, value);
  }
  return { state, verifier, address: address.href };
}
