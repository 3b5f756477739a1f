/** A build of VS Code that the npm registry has, and the Node that it runs on. */
export interface ServerPin {
  readonly codeServer: string;
  readonly node: string;
}

/** Versions of the VS Code builds that tests use. The one place to raise them. */
export const pins = {
  /** code-server 4.139.1 is VS Code 1.139.1. */
  newest: { codeServer: '4.139.1', node: '24.21.0' },
  /** VS Code 1.96.4: the registry has no build of 1.95, the oldest version that `engines` allows. */
  oldest: { codeServer: '4.96.4', node: '20.20.2' },
  /** The desktop build that `npm test` downloads where Microsoft's server can be reached. */
  desktop: '1.139.1',
} as const;

/** The server build that the tests run in: the newest, or with TEST_VSCODE=oldest the oldest. */
export function serverPin(): ServerPin {
  return process.env['TEST_VSCODE'] === 'oldest' ? pins.oldest : pins.newest;
}
