/** The kind of a secret. */
type SecretKind =
  'privateKey' | 'cozeToken' | 'cloudKey' | 'gitToken' | 'apiKey' | 'webToken' | 'connectionString';

/** A probable secret in a text. Does not contain the secret. */
export interface SecretFinding {
  readonly kind: SecretKind;
  /** Line in the text, from 1. */
  readonly line: number;
}

const patterns: readonly (readonly [SecretKind, RegExp])[] = [
  ['privateKey', /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g],
  ['cozeToken', /\b(?:pat|sat|czu|czs|cztei)_[A-Za-z0-9]{20,}/g],
  [
    'cloudKey',
    /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bAKLT[A-Za-z0-9_-]{20,}|\bLTAI[A-Za-z0-9]{12,}|\bAIza[\w-]{35}/g,
  ],
  ['gitToken', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,}|glpat-[\w-]{20,})/g],
  [
    'apiKey',
    /\b(?:sk-(?:[a-z]{2,12}-)?[\w-]{20,}|[rs]k_live_[A-Za-z0-9]{16,}|xox[abprs]-[\w-]{10,}|npm_[A-Za-z0-9]{36})/g,
  ],
  ['webToken', /(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g],
  ['connectionString', /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/'"]{1,100}:[^\s@/'"]{3,200}@/gi],
];

/** The rest of a private key, from the end of its first line to that of its last line. */
const keyBody = /^[^]{0,20000}?-----END (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/;

/**
 * Finds probable secrets, so that the user can be asked before the text is sent. Detects well-known formats only; an
 * empty result does not mean that there are none. In the order of the text, each secret once.
 */
export function findSecrets(text: string): readonly SecretFinding[] {
  let line = 1;
  let from = 0;
  return secretRanges(text).map(({ kind, start }) => {
    line += text.slice(from, start).match(/\r\n|\r|\n/g)?.length ?? 0;
    from = start;
    return { kind, line };
  });
}

/** Where the probable secrets of a text are. A private key is one range, up to its last line. */
export function secretRanges(
  text: string,
): readonly { readonly kind: SecretKind; readonly start: number; readonly end: number }[] {
  return patterns
    .flatMap(([kind, pattern]) =>
      [...text.matchAll(pattern)].map((match) => {
        const headEnd = match.index + match[0].length;
        const body = kind === 'privateKey' ? keyBody.exec(text.slice(headEnd))?.[0] : undefined;
        return { kind, start: match.index, end: headEnd + (body?.length ?? 0) };
      }),
    )
    .sort((a, b) => a.start - b.start);
}
