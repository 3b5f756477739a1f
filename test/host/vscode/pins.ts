/** A build of VS Code on the npm registry, and the version of Node that it needs. */
export interface ServerPin {
  readonly codeServer: string;
  readonly node: string;
}

/** Versions of the VS Code builds that the tests use. */
export const pins = {
  /** code-server 4.139.1 is VS Code 1.139.1. */
  newest: { codeServer: '4.139.1', node: '24.21.0' },
  /** VS Code 1.96.4: the registry has no build of 1.95, the oldest version allowed by `engines`. */
  oldest: { codeServer: '4.96.4', node: '20.20.2' },
  /** The terminals of the newest build: those of the oldest have no native part for Linux on the registry. */
  nodePty: '1.2.0-beta.15',
  /** The desktop build that `npm test` downloads if Microsoft's server is reachable. */
  desktop: '1.139.1',
} as const;

/** The server build for the tests: the newest, or the oldest if TEST_VSCODE is `oldest`. */
export function serverPin(): ServerPin {
  return process.env['TEST_VSCODE'] === 'oldest' ? pins.oldest : pins.newest;
}
